using Hypergraph.Planning;
using Hypergraph.Runs.Calls;
using Hypergraph.Runs.Context;
using Hypergraph.Runs.Emitting;
using Hypergraph.Runs.Maps;
using Hypergraph.Runs.Outcomes;
using Hypergraph.Runs.State;

namespace Hypergraph.Runs.Steps;

/// <summary>
/// Runs the items of a map at the same time, up to a limit. Workers run one item after the other, so that a million
/// items need no million tasks. Where items only compute, a worker claims several, so that workers on different processors neither
/// wait for each other nor write to the same cache lines. The map is completed when every started item has ended and none will start: it does not
/// wait for workers that the pool has not started yet.
/// </summary>
internal sealed class AsyncMap
{
    /// <summary>The maximum number of items that a worker claims at once.</summary>
    private const int MaxBatchSize = 256;

    /// <summary>The number of batches for each worker in the remaining items, so that all workers finish at about the same time.</summary>
    private const int BatchesPerWorker = 4;

    private const int NoItem = -1;

    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly MapItems? _items;
    private readonly (int Item, RunState State)[] _resumed;

    /// <summary>What its items start with; null for a map that resumes.</summary>
    private readonly RunState? _initialState;
    private readonly ErrorHandling _errorHandling;
    private readonly int _workers;
    private readonly bool _usesBatches;
    private RunSpan? _span;
    private int _next;
    private int _batchesInFlight;

    /// <summary>The last claimed item that may still begin; all may until one ends the map.</summary>
    private int _lastToRun = int.MaxValue;
    private volatile bool _isEnding;

    private AsyncMap(MapItems? items, (int Item, RunState State)[] resumed, CallContext call, ExecutionPlan plan, RunState? initialState, MapCollector collector, ErrorHandling errorHandling)
    {
        _items = items;
        _resumed = resumed;
        Call = call;
        _errorHandling = errorHandling;
        Plan = plan;
        _initialState = initialState;
        Collector = collector;
        Count = items?.Count ?? resumed.Length;
        _workers = Math.Min(Count, call.MaxItemsInFlight);
        _usesBatches = initialState is { RunsSynchronously: true };
    }

    /// <summary>The number of items that it runs.</summary>
    public int Count { get; }

    /// <summary>The call that it belongs to.</summary>
    public CallContext Call { get; }

    /// <summary>The plan of its graph.</summary>
    public ExecutionPlan Plan { get; }

    /// <summary>Whether it resumes the items of a paused map.</summary>
    public bool IsResumed => _items is null;

    /// <summary>The results of its items.</summary>
    public MapCollector Collector { get; }

    /// <summary>A map that runs all its items.</summary>
    public static AsyncMap Start(MapItems items, RunState initialState, MapCollector collector, ErrorHandling errorHandling) =>
        new(items, [], initialState.Call, initialState.Plan, initialState, collector, errorHandling);

    /// <summary>A map that resumes those of its paused items that can resume.</summary>
    public static AsyncMap Resume(
        PausedMap paused, CallContext call, IReadOnlyList<RunPause> pauses, Answers answers, RunLocation location, ErrorHandling errorHandling) =>
        new(items: null, paused.Resume(call, pauses, answers, location), call, paused.Plan, initialState: null, paused.Collector.Copy(), errorHandling);

    /// <summary>Whether no further item is claimed.</summary>
    private bool MustEnd => _isEnding || Call.MustEnd;

    public async ValueTask<RunOutcome> RunAsync(RunSpan? span)
    {
        _span = span;
        for (int i = 0; i < _workers; i++)
        {
            _ = Task.Run(WorkAsync);
        }

        if (_workers > 0)
        {
            await _done.Task.ConfigureAwait(false);
        }

        return MapOutcome.Of(Collector, _errorHandling, Call);
    }

    private async Task WorkAsync()
    {
        RunState? state = null;
        while (TryDequeueBatch(out int position, out int end))
        {
            try
            {
                for (; position < end && MayRun(position); position++)
                {
                    state = _items is null
                        ? await ResumeItemAsync(position).ConfigureAwait(false)
                        : await RunItemAsync(position, state ?? _initialState!.CreateItemState()).ConfigureAwait(false);
                }
            }
            catch (Exception exception)
            {
                EndAfter(NoItem);
                _done.TrySetException(exception);
            }

            EndBatch();
        }
    }

    /// <summary>
    /// Whether a claimed item may begin. Items that precede one that ended the map do, however late their workers reach
    /// them: the failure that counts is the first one in input order, whichever worker is faster.
    /// </summary>
    private bool MayRun(int position) => position <= Volatile.Read(ref _lastToRun) && !Call.MustEnd;

    private void EndAfter(int position)
    {
        lock (_lock)
        {
            _isEnding = true;
            Volatile.Write(ref _lastToRun, Math.Min(_lastToRun, position));
        }
    }

    /// <returns>The state if it can be reused. A paused item keeps its state.</returns>
    private async ValueTask<RunState?> RunItemAsync(int item, RunState state)
    {
        RunOutcome outcome = MapOutcome.Load(_items!, item, _initialState!, state);
        if (outcome.Status == RunStatus.Completed)
        {
            state.Span = _span?.StartItem(item, state.Location!.ItemLabel);
            outcome = await AsyncExecutor.RunAsync(state).ConfigureAwait(false);
        }

        CollectResult(item, item, state, outcome);
        return outcome.Status == RunStatus.Paused ? null : state;
    }

    private async ValueTask<RunState?> ResumeItemAsync(int position)
    {
        (int item, RunState state) = _resumed[position];
        state.Span = _span?.StartItem(item, state.Location!.ItemLabel);
        RunOutcome outcome = await AsyncExecutor.RunAsync(state).ConfigureAwait(false);
        CollectResult(position, item, state, outcome);
        return null;
    }

    /// <summary>Collects the result of an item. After its failure has been reported, no later item begins.</summary>
    private void CollectResult(int position, int item, RunState state, RunOutcome outcome)
    {
        if (MapOutcome.EndsMap(outcome, _errorHandling))
        {
            EndAfter(position);
        }

        Collector.Add(item, state, state.End(outcome));
    }

    private bool TryDequeueBatch(out int position, out int end)
    {
        lock (_lock)
        {
            position = end = _next;
            if (MustEnd || _next == Count)
            {
                EndIfIdle();
                return false;
            }

            end = _next += _usesBatches ? Math.Clamp((Count - _next) / (_workers * BatchesPerWorker), 1, MaxBatchSize) : 1;
            _batchesInFlight++;
            return true;
        }
    }

    private void EndBatch()
    {
        lock (_lock)
        {
            _batchesInFlight--;
            if (MustEnd || _next == Count)
            {
                EndIfIdle();
            }
        }
    }

    private void EndIfIdle()
    {
        if (_batchesInFlight == 0)
        {
            _done.TrySetResult();
        }
    }
}
