using System.Runtime.CompilerServices;

namespace Hypergraph.Orleans;

/// <summary>The names and versions under which the silos of a cluster find graphs. Safe from any thread.</summary>
internal static class GraphNames
{
    private static readonly ConditionalWeakTable<Graph, string> Versions = [];

    /// <exception cref="GraphNotAvailableException">The graph has no name.</exception>
    public static (string Name, string Version) GetIdentity(Graph graph) => (
        graph.Name ?? throw new GraphNotAvailableException("A graph without a name cannot be found by silos. Build it with the name under which they have it."),
        Versions.GetValue(graph, GraphVersion.Of));
}
