using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hypergraph.Caching;

/// <summary>Writes values of any type with their type, so that 1 and 1.0 differ. It reads none: keys are not read.</summary>
internal sealed class ActualTypeConverter : JsonConverter<object>
{
    public override object Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Keys are not read.");

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
    {
        Type type = value.GetType();
        if (type == typeof(object))
        {
            throw new InvalidOperationException("JSON shows nothing of a System.Object, so that no two of them can be told apart.");
        }

        writer.WriteStartArray();
        writer.WriteStringValue(type.ToString());
        JsonSerializer.Serialize(writer, value, options.GetTypeInfo(type));
        writer.WriteEndArray();
    }
}
