using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hypergraph.Durability.Values;

/// <summary>
/// Writes a value whose declared type is <see cref="object"/> so that it is read back as the same type: texts, booleans and null as JSON, other basic values as
/// <c>["int", 5]</c>, lists as <c>["list", […]]</c>. It accepts no other types: a type that is named in stored data must never choose which code runs.
/// </summary>
internal sealed class UntypedValueConverter : JsonConverter<object>
{
    private const string ListName = "list";
    private const string ArrayName = "array";
    private const string DictionaryName = "dictionary";

    private static readonly FrozenDictionary<string, Type> Types = new Dictionary<string, Type>
    {
        ["byte"] = typeof(byte),
        ["sbyte"] = typeof(sbyte),
        ["short"] = typeof(short),
        ["ushort"] = typeof(ushort),
        ["int"] = typeof(int),
        ["uint"] = typeof(uint),
        ["long"] = typeof(long),
        ["ulong"] = typeof(ulong),
        ["float"] = typeof(float),
        ["double"] = typeof(double),
        ["decimal"] = typeof(decimal),
        ["char"] = typeof(char),
        ["guid"] = typeof(Guid),
        ["dateTime"] = typeof(DateTime),
        ["dateTimeOffset"] = typeof(DateTimeOffset),
        ["dateOnly"] = typeof(DateOnly),
        ["timeOnly"] = typeof(TimeOnly),
        ["timeSpan"] = typeof(TimeSpan),
        ["uri"] = typeof(Uri),
        ["bytes"] = typeof(byte[]),
        ["int[]"] = typeof(int[]),
        ["long[]"] = typeof(long[]),
        ["double[]"] = typeof(double[]),
        ["bool[]"] = typeof(bool[]),
        ["string[]"] = typeof(string[]),
        ["list<int>"] = typeof(List<int>),
        ["list<long>"] = typeof(List<long>),
        ["list<double>"] = typeof(List<double>),
        ["list<bool>"] = typeof(List<bool>),
        ["list<string>"] = typeof(List<string>),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, string> Names = Types.ToFrozenDictionary(e => e.Value, e => e.Key);

    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False:
                return false;
            case JsonTokenType.Number:
                // A person or a tool has written the value: there is no type.
                return reader.TryGetInt32(out int number) ? number : reader.TryGetInt64(out long large) ? large : reader.GetDouble();
            case JsonTokenType.StartArray:
                break;
            default:
                throw new JsonException($"A value of type object begins with {reader.TokenType}.");
        }

        reader.Read();
        string name = reader.GetString() ?? throw new JsonException("A value of type object has no type.");
        reader.Read();
        object? value = name switch
        {
            ListName => ReadItems(ref reader, options),
            ArrayName => ReadItems(ref reader, options).ToArray(),
            DictionaryName => ReadEntries(ref reader, options),
            _ => JsonSerializer.Deserialize(ref reader, options.GetTypeInfo(
                Types.TryGetValue(name, out Type? type) ? type : throw new JsonException($"'{name}' is not a type of a value of type object."))),
        };
        reader.Read();
        return value;
    }

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case List<object?> list:
                WriteItems(writer, ListName, list, options);
                break;
            case object?[] array when array.GetType() == typeof(object[]):
                WriteItems(writer, ArrayName, array, options);
                break;
            case Dictionary<string, object?> entries:
                WriteEntries(writer, entries, options);
                break;
            default:
                Type type = value.GetType();
                if (!Names.TryGetValue(type, out string? name))
                {
                    throw new JsonException($"A value of type {type} is declared as object, so that its type would be lost. Declare the output as {type.Name}.");
                }

                CheckDepth(writer, options);
                writer.WriteStartArray();
                writer.WriteStringValue(name);
                JsonSerializer.Serialize(writer, value, options.GetTypeInfo(type));
                writer.WriteEndArray();
                break;
        }
    }

    private void WriteItems(Utf8JsonWriter writer, string name, IEnumerable<object?> items, JsonSerializerOptions options)
    {
        CheckDepth(writer, options);
        writer.WriteStartArray();
        writer.WriteStringValue(name);
        writer.WriteStartArray();
        foreach (object? item in items)
        {
            WriteOrNull(writer, item, options);
        }

        writer.WriteEndArray();
        writer.WriteEndArray();
    }

    private void WriteEntries(Utf8JsonWriter writer, Dictionary<string, object?> entries, JsonSerializerOptions options)
    {
        CheckDepth(writer, options);
        writer.WriteStartArray();
        writer.WriteStringValue(DictionaryName);
        writer.WriteStartObject();
        foreach ((string key, object? value) in entries)
        {
            writer.WritePropertyName(key);
            WriteOrNull(writer, value, options);
        }

        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    /// <summary>What is written deeper than the depth of the options could not be read. A list or dictionary has two levels, and a number may have two.</summary>
    private static void CheckDepth(Utf8JsonWriter writer, JsonSerializerOptions options)
    {
        int depth = ValueJson.DepthOf(options);
        if (writer.CurrentDepth + 2 > depth)
        {
            throw new JsonException($"Its lists and dictionaries are nested deeper than {depth} levels of JSON, of which each has two. Raise MaxDepth of RunStoreOptions.JsonOptions.");
        }
    }

    private void WriteOrNull(Utf8JsonWriter writer, object? value, JsonSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            Write(writer, value, options);
        }
    }

    private List<object?> ReadItems(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        List<object?> items = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadOrNull(ref reader, options));
        }

        return items;
    }

    private Dictionary<string, object?> ReadEntries(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        var entries = new Dictionary<string, object?>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string key = reader.GetString()!;
            reader.Read();
            entries.Add(key, ReadOrNull(ref reader, options));
        }

        return entries;
    }

    private object? ReadOrNull(ref Utf8JsonReader reader, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? null : Read(ref reader, typeof(object), options);
}
