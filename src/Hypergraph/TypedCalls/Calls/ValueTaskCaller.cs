using Hypergraph.Telemetry;

namespace Hypergraph.TypedCalls.Calls;

/// <summary>Calls a graph without blocking a thread.</summary>
internal sealed class ValueTaskCaller<TInput, TOutput>(TypedCall<TInput, TOutput> call, IGraphRunner runner, RunOptions? options) : Caller<TInput, ValueTask<TOutput>>
{
    private readonly bool _runsDirectly = call.IsChain && runner is AsyncRunner local && local.IsUnobserved(options);

    public override ValueTask<TOutput> Call(in TInput input, CancellationToken cancellationToken) =>
        _runsDirectly && ActivityStarter.Listening == TelemetryParts.None
            ? call.RunDirectlyAsync(input, runner, options, cancellationToken)
            : call.RunOrdinaryAsync(input, runner, options, cancellationToken);
}
