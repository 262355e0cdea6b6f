using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Hypergraph.Hosting;
using Hypergraph.Orleans.Protocol;
using Hypergraph.Orleans.Timeouts;
using Hypergraph.Orleans.Transport.Results;
using Hypergraph.Orleans.Transport.Values;

namespace Hypergraph.Orleans.Calling;

/// <summary>The caller's side of a map over a stream on the cluster, for one enumeration.</summary>
/// <typeparam name="T">The type of the stream's items.</typeparam>
[SuppressMessage("Design", "CA1001", Justification = "Without wait handles and timers neither the semaphore nor the source owns resources.")]
internal sealed class StreamCall<T>
{
    private const int DefaultBuffered = 1_024;

    private readonly CallPlan _plan;
    private readonly MapStreamOptions _options;
    private readonly IAsyncEnumerable<T> _items;
    private readonly string _over;
    private readonly ClusterCall _call;
    private readonly TimeSpan _shutdownTimeout;
    private readonly SemaphoreSlim _capacity;
    private readonly CancellationTokenSource _reading = new();
    private readonly Channel<ItemInput> _inputs;
    private readonly Channel<(long Item, RunResult? Result)> _results = Channel.CreateUnbounded<(long Item, RunResult? Result)>();
    private readonly Dictionary<long, RunResult?> _outOfOrder = [];
    private readonly HashSet<RunStatus> _itemStatuses = [];
    private long _next;
    private int _failureCount;
    private Exception? _sourceError;

    public StreamCall(
        CallPlan plan, MapStreamOptions options, IAsyncEnumerable<T> items, string over, Func<CancellationToken, ValueTask<IRunCoordinator>> connect, CallLimits limits, TimeSpan shutdownTimeout)
    {
        _plan = plan;
        _options = options;
        _items = items;
        _over = over;
        _shutdownTimeout = shutdownTimeout;
        int buffered = options.MaxBuffered ?? (options.MaxConcurrency is { } limit ? (int)Math.Min(2L * limit, int.MaxValue) : DefaultBuffered);
        _capacity = new SemaphoreSlim(buffered);
        _inputs = Channel.CreateBounded<ItemInput>(buffered);
        _call = new ClusterCall(connect, plan.Spec, _inputs.Reader, plan.Publisher, limits, single: null, OnEnded);
    }

    private bool Raises => _options.ErrorHandling == ErrorHandling.Raise;

    public async IAsyncEnumerable<RunResult> RunAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Task reading = Task.Run(() => ReadAsync(cancellationToken), CancellationToken.None);
        Task running = Task.Run(() => RunCallAsync(cancellationToken), CancellationToken.None);
        Exception? failure = null;
        bool isFullyConsumed = false;
        try
        {
            await foreach ((long item, RunResult? result) in _results.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                foreach (RunResult next in InOrder(item, result))
                {
                    if (Raises && next.Status == RunStatus.Failed)
                    {
                        failure ??= next.Error;
                    }

                    if (failure is null)
                    {
                        yield return next;
                        _capacity.Release();
                    }
                }
            }

            failure ??= FailureAfterGap();
            isFullyConsumed = true;
        }
        finally
        {
            if (!isFullyConsumed)
            {
                _call.Abandon();
            }

            await _reading.CancelAsync().ConfigureAwait(false);
            await EndAsync(running, reading, isFullyConsumed, failure, cancellationToken).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        if ((failure ?? _sourceError) is { } error)
        {
            ExceptionDispatchInfo.Throw(error);
        }
    }

    private async Task EndAsync(Task running, Task reading, bool isFullyConsumed, Exception? failure, CancellationToken cancellationToken)
    {
        Exception? error = failure ?? _sourceError;
        CallEnd end = default;
        try
        {
            await running.ConfigureAwait(false);
            await reading.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            error = exception;
            throw;
        }
        finally
        {
            end = await _plan.EndAsync(new CallEnd(StatusOf(error, isFullyConsumed), error), _failureCount, _shutdownTimeout, cancellationToken).ConfigureAwait(false);
        }

        if (error is null && end.Error is { } ofStore)
        {
            ExceptionDispatchInfo.Throw(ofStore);
        }
    }

    private RunStatus StatusOf(Exception? error, bool isFullyConsumed) => error is null
        ? ResultFactory.StatusOfMap(_itemStatuses, ErrorHandling.Continue, isCutShort: !isFullyConsumed || _call.IsStopping)
        : RunStatus.Failed;

    private async Task RunCallAsync(CancellationToken cancellationToken)
    {
        _plan.Telemetry?.MakeCurrent();
        try
        {
            await _call.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _results.Writer.Complete();
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _reading.Token);
        try
        {
            long item = 0;
            await foreach (T value in _items.WithCancellation(linked.Token).ConfigureAwait(false))
            {
                await _capacity.WaitAsync(linked.Token).ConfigureAwait(false);
                WireValue[] values = _plan.Values.WriteInputs(new Dictionary<string, object?> { [_over] = value });
                await _inputs.Writer.WriteAsync(_plan.ItemOf(item++, values), linked.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (linked.IsCancellationRequested)
        {
            // The enumeration has ended.
        }
        catch (Exception exception)
        {
            // Thrown to the caller after the results of the preceding items.
            _sourceError = exception;
        }

        _inputs.Writer.Complete();
    }

    private void OnEnded(long item, WireResult wire, RunId runId)
    {
        RunResult? result = wire.IsNotStarted ? null : _plan.Read(wire, runId, _plan.Spec.IndexOf(item));
        if (result is not null)
        {
            _itemStatuses.Add(result.Status);
            _failureCount += result.Failures.Count;
            _plan.Telemetry?.EndItem(result.Status);
        }

        _results.Writer.TryWrite((item, result));
    }

    /// <summary>Returns the results that are next in order.</summary>
    private List<RunResult> InOrder(long item, RunResult? result)
    {
        if (_options.Order == ResultOrder.Completion)
        {
            return result is null ? [] : [result];
        }

        _outOfOrder.Add(item, result);
        List<RunResult> next = [];
        while (_outOfOrder.Remove(_next, out RunResult? early))
        {
            _next++;
            if (early is not null)
            {
                next.Add(early);
            }
        }

        return next;
    }

    /// <summary>Finds the first failure among the results that wait for a preceding item, which was not started because of that failure.</summary>
    private Exception? FailureAfterGap() => Raises
        ? _outOfOrder.OrderBy(e => e.Key).Select(e => e.Value).FirstOrDefault(r => r?.Status == RunStatus.Failed)?.Error
        : null;
}
