using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hypergraph.Orleans;

/// <summary>
/// Writes values whose type nobody declares so that they come back as what they were: null, truth values, texts and whole
/// numbers of 64 bits as JSON has them, lists as arrays, everything else as <c>{"type": value}</c>. The types are a closed
/// list, so that nobody can have a type of his choice made by sending its name.
/// </summary>
internal static class PlainValues
{
    private const string DictionaryName = "dictionary";

    private static readonly Dictionary<string, Type> Types = new Type[]
    {
        typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(ulong), typeof(float), typeof(double),
        typeof(decimal), typeof(char), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly), typeof(TimeOnly),
        typeof(Uri), typeof(Version), typeof(byte[]),
    }.ToDictionary(t => t.Name);

    private static readonly JsonSerializerOptions Options = new()
    {
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Whether a type says nothing of its values but how deep their lists are.</summary>
    public static bool IsUntyped(Type type) => type == typeof(object) || (ItemTypeOf(type) is { } item && IsUntyped(item));

    public static byte[] Write(object? value) => JsonSerializer.SerializeToUtf8Bytes(ToJson(value));

    public static object? Read(ReadOnlySpan<byte> data, Type type)
    {
        var reader = new Utf8JsonReader(data);
        return Shape(FromJson(JsonNode.Parse(ref reader)), type);
    }

    private static Type? ItemTypeOf(Type type) => type.IsArray
        ? type.GetElementType()
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>) ? type.GetGenericArguments()[0] : null;

    /// <summary>Lists as arrays of the items that the type asks for.</summary>
    private static object? Shape(object? value, Type type)
    {
        if (value is not object?[] list || ItemTypeOf(type) is not { } item || item == typeof(object))
        {
            return value;
        }

        var shaped = Array.CreateInstance(item, list.Length);
        for (int i = 0; i < list.Length; i++)
        {
            shaped.SetValue(Shape(list[i], item), i);
        }

        return shaped;
    }

    private static JsonNode? ToJson(object? value) => value switch
    {
        null => null,
        bool flag => flag,
        string text => text,
        long number => number,
        _ when Types.ContainsKey(value.GetType().Name) && Types[value.GetType().Name] == value.GetType() =>
            new JsonObject { [value.GetType().Name] = JsonSerializer.SerializeToNode(value, value.GetType(), Options) },
        IDictionary dictionary => new JsonObject { [DictionaryName] = OfDictionary(dictionary) },
        IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(ToJson)]),
        _ => throw new NotSupportedException($"a value of type {value.GetType()} is no plain value, and no type is declared for it"),
    };

    private static JsonObject OfDictionary(IDictionary dictionary)
    {
        var json = new JsonObject();
        foreach (DictionaryEntry entry in dictionary)
        {
            string key = entry.Key as string ?? throw new NotSupportedException($"a dictionary with keys of type {entry.Key.GetType()} is no plain value");
            json[key] = ToJson(entry.Value);
        }

        return json;
    }

    private static object? FromJson(JsonNode? json) => json switch
    {
        null => null,
        JsonArray list => list.Select(FromJson).ToArray(),
        JsonObject typed => FromTyped(typed.Single()),
        _ => json.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => json.GetValue<long>(),
            _ => json.GetValue<string>(),
        },
    };

    private static object? FromTyped(KeyValuePair<string, JsonNode?> typed) => typed.Key == DictionaryName
        ? typed.Value!.AsObject().ToDictionary(p => p.Key, p => FromJson(p.Value))
        : typed.Value.Deserialize(Types[typed.Key], Options);
}
