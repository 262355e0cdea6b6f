using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hypergraph.Caching.Json;

/// <summary>Writes a value of any type with its type, so that 1 and 1.0 have different keys. It cannot read: keys are never read.</summary>
internal sealed class ActualTypeConverter : JsonConverter<object>
{
    public override object Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Keys are not read.");

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
    {
        Type type = value.GetType();
        if (type == typeof(object))
        {
            throw new InvalidOperationException("JSON contains nothing of a System.Object, so two of them cannot be distinguished.");
        }

        writer.WriteStartArray();
        writer.WriteStringValue(type.ToString());
        JsonSerializer.Serialize(writer, value, options.GetTypeInfo(type));
        writer.WriteEndArray();
    }
}
