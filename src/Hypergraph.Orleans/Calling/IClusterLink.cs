using Orleans;

namespace Hypergraph.Orleans;

/// <summary>The way to a cluster.</summary>
internal interface IClusterLink : IAsyncDisposable
{
    /// <summary>The name and the version under which silos find a graph.</summary>
    public (string Name, string Version) GetIdentity(Graph graph);

    /// <summary>Where the grains are; waits until the cluster is there, if it is to be started or connected to first.</summary>
    /// <exception cref="ClusterUnavailableException">It is not there in time.</exception>
    public ValueTask<IGrainFactory> ConnectAsync(TimeSpan timeout, CancellationToken cancellationToken);
}
