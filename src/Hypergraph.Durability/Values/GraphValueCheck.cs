using System.Runtime.CompilerServices;

namespace Hypergraph.Durability.Values;

/// <summary>Checks before a run starts whether values of a graph can be stored, as far as the types show it.</summary>
internal static class GraphValueCheck
{
    private static readonly ConditionalWeakTable<ValueJson, ConditionalWeakTable<Graph, object>> Checked = [];

    /// <summary>Checks the inputs that a call supplies, and the outputs of all nodes. Bound values and inputs of nested graphs are not stored.</summary>
    /// <exception cref="RunStoreException">A type cannot be stored.</exception>
    public static void Check(Graph graph, ValueJson json)
    {
        ConditionalWeakTable<Graph, object> graphs = Checked.GetValue(json, static _ => []);
        if (graphs.TryGetValue(graph, out _))
        {
            return;
        }

        foreach (GraphInput input in graph.Inputs.Where(input => !input.IsBound))
        {
            Check(json, input.Type, $"input '{input.Name}' of {SubjectOf(graph)}");
        }

        CheckOutputs(graph, json);
        graphs.TryAdd(graph, json);
    }

    private static void CheckOutputs(Graph graph, ValueJson json)
    {
        foreach (Node node in graph.Nodes)
        {
            if (node is GraphNode nested)
            {
                CheckOutputs(nested.Graph, json);
                continue;
            }

            foreach (NodeOutput output in node.Outputs)
            {
                Check(json, output.Type, $"'{output.Name}' of node '{node.Name}' in {SubjectOf(graph)}");
            }
        }
    }

    private static void Check(ValueJson json, Type type, string what)
    {
        if (type != typeof(object) && json.ProblemOf(type) is { } problem)
        {
            throw new RunStoreException(
                $"A store cannot keep {what}: its type is {type}, and {problem.TrimEnd('.')}. Use a type that System.Text.Json can write and read, or set RunStoreOptions.JsonOptions.");
        }
    }

    private static string SubjectOf(Graph graph) => graph.Name is null ? "the graph" : $"graph '{graph.Name}'";
}
