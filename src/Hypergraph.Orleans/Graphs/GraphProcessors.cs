using System.Runtime.CompilerServices;

namespace Hypergraph.Orleans.Graphs;

/// <summary>Whether graphs have processors of their own, which silos call too. Thread-safe.</summary>
internal static class GraphProcessors
{
    private static readonly ConditionalWeakTable<Graph, StrongBox<bool>> Known = [];

    /// <summary>Whether a graph, or one in its nodes, has processors.</summary>
    public static bool HasAny(Graph graph) => Known.GetValue(graph, static g => new StrongBox<bool>(Find(g, []))).Value;

    private static bool Find(Graph graph, HashSet<Graph> seen)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return seen.Add(graph) && (graph.EventProcessors.Count > 0 || graph.Nodes.OfType<GraphNode>().Any(n => Find(n.Graph, seen)));
    }
}
