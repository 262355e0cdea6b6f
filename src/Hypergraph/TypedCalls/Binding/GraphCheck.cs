namespace Hypergraph.TypedCalls.Binding;

/// <summary>Checks what a typed call cannot do whatever its types are.</summary>
internal static class GraphCheck
{
    /// <summary>Adds what prevents every typed call of the graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="problems">What is wrong.</param>
    /// <param name="isSynchronous">Whether the calls return values, and not tasks of them.</param>
    public static void Check(Graph graph, Problems problems, bool isSynchronous)
    {
        if (graph.HasInterrupts)
        {
            problems.Add($"{PathOf(graph, g => g.Structure.ActiveNodes.Select(n => g.Structure.Nodes[n]).First(n => n is InterruptNode or GraphNode { Graph.HasInterrupts: true }))} may pause the run, which values cannot represent. Run the graph itself.");
        }

        if (isSynchronous && graph.AsyncNode is not null and not InterruptNode && !(graph.HasInterrupts && graph.AsyncNode is GraphNode))
        {
            problems.Add($"{PathOf(graph, g => g.AsyncNode!)} is asynchronous. Return ValueTask<T> or Task<T>.");
        }
    }

    private static string PathOf(Graph graph, Func<Graph, Node> find)
    {
        Node node = find(graph);
        string path = node.Name;
        while (node is GraphNode nested)
        {
            node = find(nested.Graph);
            path = $"{path}/{node.Name}";
        }

        return $"node '{path}'";
    }
}
