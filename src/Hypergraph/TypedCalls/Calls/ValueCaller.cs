using Hypergraph.Telemetry;

namespace Hypergraph.TypedCalls.Calls;

/// <summary>Calls a graph on the calling thread.</summary>
internal sealed class ValueCaller<TInput, TOutput>(TypedCall<TInput, TOutput> call, SyncRunner runner, RunOptions? options) : Caller<TInput, TOutput>
{
    private readonly bool _runsDirectly = call.IsSynchronous && runner.IsUnobserved(options);

    public override TOutput Call(in TInput input, CancellationToken cancellationToken) =>
        _runsDirectly && ActivityStarter.Listening == TelemetryParts.None
            ? call.RunDirectly(input, runner, options, cancellationToken)
            : call.RunOrdinary(input, runner, options, cancellationToken);
}
