using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hypergraph.Conformance;

/// <summary>Turns JSON into the values that graphs run on, and back.</summary>
public static class JsonValues
{
    /// <summary>null, a truth value, a whole number, a text, or a list of these.</summary>
    public static object? Read(JsonNode? node) => node switch
    {
        null => null,
        JsonArray array => new JsonList([.. array.Select(Read)]),
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => value.TryGetValue(out long number) ? (object)number : value.GetValue<double>(),
            _ => value.GetValue<string>(),
        },
        _ => throw new NotSupportedException($"'{node.ToJsonString()}' is no value of the language."),
    };

    public static JsonNode? Write(object? value) => value switch
    {
        null => null,
        bool flag => JsonValue.Create(flag),
        string text => JsonValue.Create(text),
        IEnumerable items => new JsonArray([.. items.Cast<object?>().Select(Write)]),
        double number => JsonValue.Create(number),
        IConvertible number => JsonValue.Create(number.ToInt64(null)),
        _ => JsonValue.Create(value.ToString()),
    };

    public static JsonObject Write(IReadOnlyDictionary<string, object?> values) =>
        new(values.Select(v => KeyValuePair.Create(v.Key, Write(v.Value))));

    public static Dictionary<string, object?> ReadObject(JsonNode? node) =>
        node?.AsObject().ToDictionary(p => p.Key, p => Read(p.Value)) ?? [];

    public static string[] ReadNames(JsonNode? node) => node switch
    {
        null => [],
        JsonArray array => [.. array.Select(n => n!.GetValue<string>())],
        _ => [node.GetValue<string>()],
    };
}
