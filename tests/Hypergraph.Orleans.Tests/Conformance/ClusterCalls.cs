using Hypergraph.Conformance;

namespace Hypergraph.Orleans.Tests.Conformance;

/// <summary>Makes the calls of conformance cases on a cluster.</summary>
internal sealed class ClusterCalls(OrleansRunner runner) : CallMaker
{
    public override Task<RunResult> RunAsync(Graph graph, IReadOnlyDictionary<string, object?> values, RunOptions options) =>
        runner.RunAsync(graph, values, options);

    public override Task<MapResult> MapAsync(Graph graph, IReadOnlyDictionary<string, object?> values, MapOver over, MapOptions options) =>
        runner.MapAsync(graph, values, over, options);

    public override string KindOf(Exception error) => error switch
    {
        RemoteNodeException remote when remote.Is<IterationLimitException>() => "iteration_limit",
        RemoteNodeException remote when remote.Is<ArgumentException>() => "invalid_argument",
        _ => base.KindOf(error),
    };
}
