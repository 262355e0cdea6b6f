using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hypergraph.Caching.Json;

/// <summary>
/// Reads values of any type as basic .NET values: <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>,
/// <see cref="string"/>, lists and dictionaries of these. Writes a value as its actual type.
/// </summary>
internal sealed class UntypedValueConverter : JsonConverter<object>
{
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Null => null,
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => reader.TryGetInt64(out long number) ? (object)number : reader.GetDouble(),
        JsonTokenType.StartArray => ReadList(ref reader, options),
        _ => ReadDictionary(ref reader, options),
    };

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
    {
        if (value.GetType() == typeof(object))
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
            return;
        }

        JsonSerializer.Serialize(writer, value, options.GetTypeInfo(value.GetType()));
    }

    private List<object?> ReadList(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        List<object?> items = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Read(ref reader, typeof(object), options));
        }

        return items;
    }

    private Dictionary<string, object?> ReadDictionary(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        Dictionary<string, object?> items = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string name = reader.GetString()!;
            reader.Read();
            items[name] = Read(ref reader, typeof(object), options);
        }

        return items;
    }
}
