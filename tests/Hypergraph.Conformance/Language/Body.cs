using System.Collections;
using System.Text.Json.Nodes;

namespace Hypergraph.Conformance;

/// <summary>Evaluates the body of a node: a literal, or an operator with its arguments.</summary>
public sealed class Body(JsonNode? source)
{
    public object? Evaluate(IReadOnlyDictionary<string, object?> inputs) => Evaluate(source, inputs);

    private static object? Evaluate(JsonNode? node, IReadOnlyDictionary<string, object?> inputs)
    {
        if (node is not JsonArray call)
        {
            return JsonValues.Read(node);
        }

        string name = call[0]!.GetValue<string>();
        return name switch
        {
            "in" => inputs[call[1]!.GetValue<string>()],
            "if" => Evaluate(IsTrue(Evaluate(call[1], inputs)) ? call[2] : call[3], inputs),
            "fail" => throw new BodyException(call[1]!.GetValue<string>()),
            "failf" => throw new BodyException(Text(Evaluate(call[1], inputs))),
            _ => Apply(name, [.. call.Skip(1).Select(argument => Evaluate(argument, inputs))]),
        };
    }

    private static object? Apply(string name, object?[] arguments) => name switch
    {
        "add" => checked(Number(arguments[0]) + Number(arguments[1])),
        "sub" => checked(Number(arguments[0]) - Number(arguments[1])),
        "mul" => checked(Number(arguments[0]) * Number(arguments[1])),
        "div" => FloorDivide(Number(arguments[0]), Number(arguments[1])),
        "mod" => Number(arguments[0]) - (FloorDivide(Number(arguments[0]), Number(arguments[1])) * Number(arguments[1])),
        "eq" => AreEqual(arguments[0], arguments[1]),
        "ne" => !AreEqual(arguments[0], arguments[1]),
        "gt" => Number(arguments[0]) > Number(arguments[1]),
        "ge" => Number(arguments[0]) >= Number(arguments[1]),
        "lt" => Number(arguments[0]) < Number(arguments[1]),
        "le" => Number(arguments[0]) <= Number(arguments[1]),
        "not" => !IsTrue(arguments[0]),
        "list" => new JsonList(arguments),
        "append" => new JsonList([.. Items(arguments[0]), arguments[1]]),
        "range" => new JsonList([.. Enumerable.Range(0, (int)Math.Max(0, Number(arguments[0]))).Select(i => (object?)(long)i)]),
        "sum" => Items(arguments[0]).Where(i => i is not null).Sum(Number),
        "len" => arguments[0] is string text ? text.Length : (long)Items(arguments[0]).Count,
        "at" => ItemAt(Items(arguments[0]), Number(arguments[1])),
        "concat" => string.Concat(arguments.Select(Text)),
        "join" => string.Join(Text(arguments[0]), Items(arguments[1]).Select(Text)),
        "upper" => Text(arguments[0]).ToUpperInvariant(),
        _ => throw new NotSupportedException($"The language has no operator '{name}'."),
    };

    private static long FloorDivide(long a, long b)
    {
        long quotient = a / b;
        return (a % b != 0) && ((a < 0) != (b < 0)) ? quotient - 1 : quotient;
    }

    /// <summary>An item by its index, negative ones from the end.</summary>
    private static object? ItemAt(List<object?> items, long index) => index >= -items.Count && index < items.Count
        ? items[(int)(index < 0 ? items.Count + index : index)]
        : throw new BodyException($"A list of {items.Count} has no index {index}.");

    private static long Number(object? value) => value switch
    {
        long number => number,
        int number => number,
        bool flag => flag ? 1 : 0,
        _ => throw new BodyException($"A whole number was expected, but {Text(value)} was given."),
    };

    private static List<object?> Items(object? value) => value is IEnumerable items and not string
        ? [.. items.Cast<object?>()]
        : throw new BodyException($"A list was expected, but {Text(value)} was given.");

    private static string Text(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => text,
        _ => value.ToString() ?? string.Empty,
    };

    private static bool IsTrue(object? value) => value switch
    {
        null => false,
        bool flag => flag,
        string text => text.Length > 0,
        IEnumerable items => items.Cast<object?>().Any(),
        _ => Number(value) != 0,
    };

    private static bool AreEqual(object? a, object? b) => JsonNode.DeepEquals(JsonValues.Write(a), JsonValues.Write(b));
}
