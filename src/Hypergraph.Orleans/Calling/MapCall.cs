using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Hypergraph.Hosting;
using Hypergraph.Orleans.Protocol;
using Hypergraph.Orleans.Timeouts;
using Hypergraph.Orleans.Transport.Results;

namespace Hypergraph.Orleans.Calling;

/// <summary>The caller's side of a map on the cluster.</summary>
internal sealed class MapCall
{
    private const int ChannelCapacity = 256;

    private readonly CallPlan _plan;
    private readonly ClusterCall _call;
    private readonly TimeSpan _shutdownTimeout;
    private readonly RunResult?[] _results;
    private readonly bool _hasItems;

    /// <param name="plan">The call.</param>
    /// <param name="items">The items; null if another caller started the run.</param>
    /// <param name="connect">Connects to the run's coordinator.</param>
    /// <param name="limits">The timeouts.</param>
    /// <param name="shutdownTimeout">The time to drain the processors' queues.</param>
    public MapCall(
        CallPlan plan,
        IReadOnlyList<IReadOnlyDictionary<string, object?>>? items,
        Func<CancellationToken, ValueTask<IRunCoordinator>> connect,
        CallLimits limits,
        TimeSpan shutdownTimeout)
    {
        _plan = plan;
        _shutdownTimeout = shutdownTimeout;
        _results = new RunResult?[plan.Spec.Count ?? 0];
        _hasItems = _results.Length > 0;
        _call = new ClusterCall(connect, plan.Spec, items is null ? null : Write(items), plan.Publisher, limits, single: null, OnEnded);
    }

    /// <summary>Completes when the cluster has all items or the call has ended.</summary>
    public Task AllSubmitted => _hasItems ? _call.AllSubmitted : Task.CompletedTask;

    public bool Stop(string? reason) => _plan.RecordStop(_call.Stop(reason));

    public async Task<MapResult> RunAsync(CancellationToken cancellationToken)
    {
        _plan.Telemetry?.MakeCurrent();
        var end = new CallEnd(RunStatus.Failed, Error: null);
        try
        {
            if (_hasItems)
            {
                await _call.RunAsync(cancellationToken).ConfigureAwait(false);
            }

            end = MapOutcomes.Of(_results, _plan.Options.ErrorHandling, _call.IsStopping);
        }
        catch (Exception exception)
        {
            end = end with { Error = exception };
            throw;
        }
        finally
        {
            end = await _plan.EndAsync(end, _results.Sum(r => r?.Failures.Count ?? 0), _shutdownTimeout, cancellationToken).ConfigureAwait(false);
        }

        if (end.Status == RunStatus.Stopped)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        if (end is { Status: RunStatus.Failed, Error: not null } && _plan.Options.ErrorHandling == ErrorHandling.Raise)
        {
            ExceptionDispatchInfo.Throw(end.Error);
        }

        return ResultFactory.CreateMap(_plan.Graph, end.Status, _results, _plan.Spec.RunId, _plan.Duration, end.StoreError);
    }

    /// <summary>Serializes the items, not far ahead of their submission.</summary>
    private ChannelReader<ItemInput> Write(IReadOnlyList<IReadOnlyDictionary<string, object?>> items)
    {
        var written = Channel.CreateBounded<ItemInput>(ChannelCapacity);
        _ = Task.Run(async () =>
        {
            Exception? error = null;
            try
            {
                for (int i = 0; i < items.Count; i++)
                {
                    await written.Writer.WriteAsync(_plan.ItemOf(i, _plan.Values.WriteInputs(items[i]))).ConfigureAwait(false);
                }
            }
            catch (Exception exception)
            {
                error = exception;
            }

            written.Writer.Complete(error);
        });
        return written.Reader;
    }

    private void OnEnded(long item, WireResult result, RunId runId)
    {
        RunResult? ended = result.IsNotStarted ? null : _plan.Read(result, runId, (int)item);
        _results[item] = ended;
        if (ended is not null)
        {
            _plan.Telemetry?.EndItem(ended.Status);
        }
    }
}
