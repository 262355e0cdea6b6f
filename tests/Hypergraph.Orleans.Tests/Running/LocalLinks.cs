using Hypergraph.Orleans.Calling;
using Hypergraph.Orleans.Connections;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Hosting;

namespace Hypergraph.Orleans.Tests.Running;

/// <summary>Creates connections to clusters in this process, and planners with default settings.</summary>
internal static class LocalLinks
{
    public static LocalLink Create(SiloGraphs graphs, Action<ISiloBuilder>? configure = null) => new(silo =>
    {
        HypergraphSiloBuilderExtensions.AddGraphs(silo, graphs);
        configure?.Invoke(silo);
    });

    public static CallPlanner CreatePlanner(IClusterLink link) => new(
        link, new CallSettings([], NullLogger.Instance, TimeProvider.System, JsonValueCodec.Default, MaxItemRetries: 3, KeepLog: true, SilosTimeout: null));
}
