using Orleans;

namespace Hypergraph.Orleans.Connections;

/// <summary>A connection to a cluster.</summary>
internal interface IClusterLink : IAsyncDisposable
{
    /// <summary>Gets the name and the version by which silos find a graph.</summary>
    (string Name, string Version) GetIdentity(Graph graph);

    /// <summary>Gets the grain factory; starts the cluster or connects to it first if necessary.</summary>
    /// <exception cref="ClusterUnavailableException">The cluster is not available within the timeout.</exception>
    ValueTask<IGrainFactory> ConnectAsync(TimeSpan timeout, CancellationToken cancellationToken);
}
