using Microsoft.Extensions.Logging.Abstractions;

namespace Hypergraph.Orleans.Tests.Running;

/// <summary>Connections to clusters in this process, and what a runner with default settings plans for them.</summary>
internal static class LocalLinks
{
    public static LocalLink Create(SiloGraphs graphs) => new(silo => HypergraphSiloBuilderExtensions.AddGraphs(silo, graphs));

    public static CallPlanner CreatePlanner(IClusterLink link) => new(
        link, new CallSettings([], NullLogger.Instance, TimeProvider.System, JsonValueCodec.Default, MaxRetries: 3, KeepLog: true, SilosTimeout: null));
}
