using Hypergraph.Hosting;
using Hypergraph.Orleans.Protocol;
using Hypergraph.Orleans.Publishing;
using Hypergraph.Orleans.Transport.Results;
using Hypergraph.Orleans.Transport.Values;

namespace Hypergraph.Orleans.Calling;

/// <summary>A call with validated inputs and a spec, before anything is sent.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Spec">The description of the run that is sent to the silos.</param>
/// <param name="Options">The caller's options.</param>
/// <param name="Values">Writes and reads the graph's values.</param>
/// <param name="Relay">Delivers the events to the processors.</param>
/// <param name="Publisher">Publishes the events that the silos report.</param>
/// <param name="Codec">Writes and reads single values.</param>
/// <param name="Telemetry">The activity and the measurements of the call; null for a map over nothing.</param>
/// <param name="Journal">What the store has of the call; null if the call is not durable.</param>
internal sealed record CallPlan(
    Graph Graph, RunSpec Spec, RunOptions Options, ValueWriter Values, EventRelay Relay, RunEventPublisher Publisher, ValueCodec Codec, CallTelemetry? Telemetry, RunJournal? Journal)
{
    /// <summary>The time since the start; null if no processor and no listener of telemetry receives the call.</summary>
    public TimeSpan? Duration => Relay.HasListeners || Telemetry is { HasListeners: true } ? Publisher.Duration : null;

    /// <summary>Records a request to stop.</summary>
    /// <param name="isFirst">Whether it is the first.</param>
    /// <returns>The same.</returns>
    public bool RecordStop(bool isFirst)
    {
        if (isFirst)
        {
            Telemetry?.RequestStop();
        }

        return isFirst;
    }

    /// <summary>The input of an item, with what a silo needs to store it.</summary>
    public ItemInput ItemOf(long item, WireValue[] values) =>
        new() { Item = item, Values = values, Ticket = Journal?.Share(Spec.IndexOf(item)) };

    /// <summary>Stores, publishes and records the end of the call, and shuts the processors down.</summary>
    /// <param name="end">How it ended.</param>
    /// <param name="failureCount">The number of failures in its items.</param>
    /// <param name="shutdownTimeout">The time to drain the processors' queues.</param>
    /// <param name="cancellationToken">The token of the call.</param>
    /// <returns>How it ended, with what the store could not write.</returns>
    public async ValueTask<CallEnd> EndAsync(CallEnd end, int failureCount, TimeSpan shutdownTimeout, CancellationToken cancellationToken)
    {
        bool isCancelled = end.Error is OperationCanceledException && cancellationToken.IsCancellationRequested;
        end = await StoreAsync(end, isCancelled ? RunStatus.Stopped : end.Status).ConfigureAwait(false);
        Publisher.End(end.Status, end.Error);
        Telemetry?.End(isCancelled ? RunStatus.Stopped : end.Status, end.Error, RemoteTypeOf(end.Error), failureCount);
        await Relay.ShutdownAsync(shutdownTimeout).ConfigureAwait(false);
        return end;
    }

    /// <summary>Reads the result of an item; an item whose result cannot be read has failed.</summary>
    public RunResult Read(WireResult result, RunId runId, int? index)
    {
        try
        {
            return result.ToResult(Graph, Values, Codec, runId, index);
        }
        catch (ValueTransportException exception)
        {
            return WireResult.Failed(exception).ToResult(Graph, Values, Codec, runId, index);
        }
    }

    /// <summary>Stores the end of a durable call. One that has not failed fails if that is not possible.</summary>
    private async ValueTask<CallEnd> StoreAsync(CallEnd end, RunStatus stored)
    {
        if (Journal is null)
        {
            return end;
        }

        try
        {
            await Journal.EndAsync(stored, end.Error).ConfigureAwait(false);
            end = end with { StoreError = Journal.WriteError };
        }
        catch (Exception exception)
        {
            end = stored is RunStatus.Failed or RunStatus.Stopped
                ? end with { StoreError = exception }
                : new CallEnd(RunStatus.Failed, exception) { StoreError = exception };
        }

        if (end.StoreError is { } error)
        {
            Telemetry?.ReportStoreError(error);
            Publisher.ReportStoreError(error);
        }

        return end;
    }

    /// <summary>The type of an exception that a node threw on a silo, where its activity has it; null for one of the call itself.</summary>
    private static string? RemoteTypeOf(Exception? error) => error switch
    {
        RemoteNodeException remote => remote.RemoteType,
        OperationCanceledException => typeof(OperationCanceledException).FullName,
        _ => null,
    };
}
