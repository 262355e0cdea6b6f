using System.Runtime.CompilerServices;

namespace Hypergraph.Orleans.Graphs;

/// <summary>The names and versions by which silos find graphs. Thread-safe.</summary>
internal static class GraphNames
{
    private static readonly ConditionalWeakTable<Graph, string> Versions = [];

    /// <exception cref="GraphNotAvailableException">The graph has no name.</exception>
    public static (string Name, string Version) GetIdentity(Graph graph) => (
        graph.Name ?? throw new GraphNotAvailableException("Silos cannot find a graph without a name. Build it with the name under which the silos register it."),
        Versions.GetValue(graph, GraphVersion.Of));
}
