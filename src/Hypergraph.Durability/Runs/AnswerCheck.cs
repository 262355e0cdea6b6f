using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Hypergraph.Durability.Graphs;

namespace Hypergraph.Durability.Runs;

/// <summary>Checks what a person answers before it is stored, as far as the store knows the graph.</summary>
internal static class AnswerCheck
{
    private static readonly FrozenDictionary<string, JsonTypeInfo> Types = new JsonTypeInfo[]
    {
        AnswerContext.Default.Boolean, AnswerContext.Default.Byte, AnswerContext.Default.Int16, AnswerContext.Default.Int32, AnswerContext.Default.Int64, AnswerContext.Default.Single,
        AnswerContext.Default.Double, AnswerContext.Default.Decimal, AnswerContext.Default.Char, AnswerContext.Default.String, AnswerContext.Default.Guid, AnswerContext.Default.Uri,
        AnswerContext.Default.DateTime, AnswerContext.Default.DateTimeOffset, AnswerContext.Default.DateOnly, AnswerContext.Default.TimeOnly, AnswerContext.Default.TimeSpan,
        AnswerContext.Default.NullableBoolean, AnswerContext.Default.NullableInt32, AnswerContext.Default.NullableInt64, AnswerContext.Default.NullableDouble, AnswerContext.Default.NullableDecimal,
        AnswerContext.Default.NullableDateTime, AnswerContext.Default.NullableDateTimeOffset, AnswerContext.Default.Int32Array, AnswerContext.Default.DoubleArray, AnswerContext.Default.StringArray,
    }.ToFrozenDictionary(type => type.Type.ToString(), StringComparer.Ordinal);

    /// <summary>Checks an answer whose type is a basic one. Other types, and own converters, only the program of the run has.</summary>
    /// <exception cref="InvalidInputException">The answer does not fit.</exception>
    public static void Check(RunStoreOptions options, PendingQuestion question, JsonElement answer)
    {
        if (options.JsonOptions is not null || !Types.TryGetValue(question.AnswerType, out JsonTypeInfo? type))
        {
            return;
        }

        try
        {
            if (answer.Deserialize(type) is not null || type.Type == typeof(string) || Nullable.GetUnderlyingType(type.Type) is not null)
            {
                return;
            }
        }
        catch (JsonException)
        {
            // The exception below says it.
        }

        throw new InvalidInputException(
            $"Run '{question.RunId}': the answer to '{question.NodePath}' must be {question.AnswerType}, but {answer.GetRawText()} was supplied. Supply such a value.", question.Answer);
    }

    /// <summary>Checks that outputs are those of the node.</summary>
    /// <exception cref="InvalidInputException">One is missing or unknown.</exception>
    public static void CheckOutputs(GraphShape graph, string id, string key, IEnumerable<string> outputs)
    {
        if (NodeAt(graph, key) is not { } node)
        {
            return;
        }

        string[] expected = [.. node.Outputs.Select(output => output.Name).Order(StringComparer.Ordinal)];
        string[] supplied = [.. outputs.Order(StringComparer.Ordinal)];
        if (!expected.SequenceEqual(supplied))
        {
            throw new InvalidInputException(
                $"Run '{id}': the outputs of '{key}' are {Names(expected)}, but {Names(supplied)} {(supplied.Length == 1 ? "was" : "were")} supplied. Supply each of them.", key);
        }
    }

    private static NodeShape? NodeAt(GraphShape graph, string key)
    {
        NodeShape? node = null;
        GraphShape? around = graph;
        foreach (KeyPart part in ExecutionKeys.PartsOf(key).Where(part => part.Node is not null))
        {
            node = around?.Nodes.FirstOrDefault(candidate => candidate.Name == part.Node);
            around = node?.Graph;
        }

        return node;
    }

    private static string Names(string[] names) => names.Length == 0 ? "none" : string.Join(", ", names.Select(name => $"'{name}'"));
}

/// <summary>The basic types of answers.</summary>
[JsonSerializable(typeof(bool?))]
[JsonSerializable(typeof(byte))]
[JsonSerializable(typeof(char))]
[JsonSerializable(typeof(DateOnly))]
[JsonSerializable(typeof(DateTime?))]
[JsonSerializable(typeof(DateTimeOffset?))]
[JsonSerializable(typeof(decimal?))]
[JsonSerializable(typeof(double?))]
[JsonSerializable(typeof(double[]))]
[JsonSerializable(typeof(float))]
[JsonSerializable(typeof(Guid))]
[JsonSerializable(typeof(int?))]
[JsonSerializable(typeof(int[]))]
[JsonSerializable(typeof(long?))]
[JsonSerializable(typeof(short))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(TimeOnly))]
[JsonSerializable(typeof(TimeSpan))]
[JsonSerializable(typeof(Uri))]
[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
internal sealed partial class AnswerContext : JsonSerializerContext;
