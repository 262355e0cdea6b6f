using System.Runtime.CompilerServices;
using Orleans;

namespace Hypergraph.Orleans;

/// <summary>The way to a cluster that somebody else has set up.</summary>
internal sealed class RemoteLink(IGrainFactory grains) : IClusterLink
{
    private static readonly ConditionalWeakTable<Graph, string> Versions = [];

    public (string Name, string Version) Find(Graph graph) => (
        graph.Name ?? throw new GraphNotAvailableException("A graph without a name cannot be found by silos. Build it with the name under which they have it."),
        Versions.GetValue(graph, GraphVersion.Of));

    public ValueTask<IGrainFactory> ConnectAsync() => ValueTask.FromResult(grains);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
