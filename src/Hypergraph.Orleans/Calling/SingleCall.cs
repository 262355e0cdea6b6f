using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Hypergraph.Hosting;
using Hypergraph.Orleans.Protocol;
using Hypergraph.Orleans.Timeouts;
using Hypergraph.Orleans.Transport.Results;

namespace Hypergraph.Orleans.Calling;

/// <summary>The caller's side of a single run on the cluster.</summary>
internal sealed class SingleCall
{
    private readonly CallPlan _plan;
    private readonly ClusterCall _call;
    private readonly TimeSpan _shutdownTimeout;
    private RunResult? _result;

    /// <param name="plan">The call.</param>
    /// <param name="connect">Connects to the run's coordinator.</param>
    /// <param name="limits">The timeouts.</param>
    /// <param name="shutdownTimeout">The time to drain the processors' queues.</param>
    /// <param name="isAttached">Whether another caller started the run.</param>
    /// <param name="single">Connects to a silo that starts the run without a coordinator; null to use a coordinator from the start.</param>
    public SingleCall(
        CallPlan plan,
        Func<CancellationToken, ValueTask<IRunCoordinator>> connect,
        CallLimits limits,
        TimeSpan shutdownTimeout,
        bool isAttached = false,
        Func<CancellationToken, ValueTask<ISingleRuns>>? single = null)
    {
        _plan = plan;
        _shutdownTimeout = shutdownTimeout;
        _call = new ClusterCall(connect, plan.Spec, isAttached ? null : OneItem(), plan.Publisher, limits, single, OnEnded);
    }

    /// <summary>Completes when the cluster has the run or the call has ended.</summary>
    public Task AllSubmitted => _call.AllSubmitted;

    public bool Stop(string? reason) => _plan.RecordStop(_call.Stop(reason));

    public async Task<RunResult> RunAsync(CancellationToken cancellationToken)
    {
        _plan.Telemetry?.MakeCurrent();
        var end = new CallEnd(RunStatus.Failed, Error: null);
        try
        {
            await _call.RunAsync(cancellationToken).ConfigureAwait(false);
            _result ??= ResultFactory.CreateRun(_plan.Graph, RunStatus.Stopped, new Dictionary<string, object?>(), _plan.Spec.RunId);
            end = new CallEnd(_result.Status, _result.Error);
        }
        catch (Exception exception)
        {
            end = end with { Error = exception };
            throw;
        }
        finally
        {
            end = await _plan.EndAsync(end, _result?.Failures.Count ?? 0, _shutdownTimeout, cancellationToken).ConfigureAwait(false);
        }

        if (end.Status == RunStatus.Stopped)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        if (end is { Status: RunStatus.Failed, Error: not null } && _plan.Options.ErrorHandling == ErrorHandling.Raise)
        {
            ExceptionDispatchInfo.Throw(end.Error);
        }

        return end.StoreError is null ? _result : WithStoreError(_result, end);
    }

    private RunResult WithStoreError(RunResult result, CallEnd end) => ResultFactory.CreateRun(
        _plan.Graph, end.Status, result.Values, _plan.Spec.RunId, end.Error, result.Pauses, result.Duration, failures: end.Status == result.Status ? result.Failures : null, storeError: end.StoreError);

    private ChannelReader<ItemInput> OneItem()
    {
        var items = Channel.CreateBounded<ItemInput>(1);
        items.Writer.TryWrite(_plan.ItemOf(0, []));
        items.Writer.Complete();
        return items.Reader;
    }

    private void OnEnded(long item, WireResult result, RunId runId) => _result = result.IsNotStarted ? null : _plan.Read(result, _plan.Spec.RunId, index: null);
}
