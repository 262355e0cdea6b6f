using System.Collections.Frozen;
using System.Text.Json;
using Hypergraph.Durability.Graphs;
using Hypergraph.Durability.Values;

namespace Hypergraph.Durability.Runs;

/// <summary>Checks what a person answers before it is stored, as far as the store knows the graph.</summary>
internal static class AnswerCheck
{
    private static readonly FrozenDictionary<string, Type> Types = new[]
    {
        typeof(bool), typeof(byte), typeof(short), typeof(int), typeof(long), typeof(float), typeof(double), typeof(decimal), typeof(char), typeof(string), typeof(Guid), typeof(Uri),
        typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan),
        typeof(bool?), typeof(int?), typeof(long?), typeof(double?), typeof(decimal?), typeof(DateTime?), typeof(DateTimeOffset?),
        typeof(int[]), typeof(double[]), typeof(string[]),
    }.ToFrozenDictionary(type => type.ToString(), StringComparer.Ordinal);

    /// <summary>Checks an answer whose type is a basic one. Other types only the program of the run has.</summary>
    /// <exception cref="InvalidInputException">The answer does not fit.</exception>
    public static void Check(RunStoreOptions options, PendingQuestion question, JsonElement answer)
    {
        if (!Types.TryGetValue(question.AnswerType, out Type? type))
        {
            return;
        }

        try
        {
            if (answer.Deserialize(ValueJson.Of(options.JsonOptions).Options.GetTypeInfo(type)) is not null || type == typeof(string) || Nullable.GetUnderlyingType(type) is not null)
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
