using Hypergraph.Orleans.Graphs;
using Orleans;

namespace Hypergraph.Orleans.Connections;

/// <summary>A connection to a cluster that the application set up.</summary>
internal sealed class RemoteLink(IGrainFactory grains) : IClusterLink
{
    public (string Name, string Version) GetIdentity(Graph graph) => GraphNames.GetIdentity(graph);

    public ValueTask<IGrainFactory> ConnectAsync(TimeSpan timeout, CancellationToken cancellationToken) => ValueTask.FromResult(grains);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
