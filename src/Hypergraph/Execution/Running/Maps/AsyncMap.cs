namespace Hypergraph;

/// <summary>
/// Runs the items of a map at the same time, up to a limit. Workers take one item after the other, so that a million
/// items need no million tasks; where items only compute, it takes several, so that workers on different processors neither
/// wait for each other nor write beside each other. The map is over when every item that started has ended and none will start: it does not
/// wait for workers that the pool has not got round to.
/// </summary>
internal sealed class AsyncMap
{
    /// <summary>The most items that a worker takes at once.</summary>
    private const int MaxBatchSize = 256;

    /// <summary>How many shares each worker has of the items that are left, so that all are done at about the same time.</summary>
    private const int BatchesPerWorker = 4;

    private const int NoItem = -1;

    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly MapItems? _items;
    private readonly (int Item, RunState State)[] _resumed;
    private readonly CallContext _call;
    private readonly ErrorHandling _onError;
    private readonly int _workers;
    private readonly bool _usesBatches;
    private RunSpan? _span;
    private int _next;
    private int _batchesInFlight;

    /// <summary>The last item that may still begin, of those that were taken; all may until one ends the map.</summary>
    private int _lastToRun = int.MaxValue;
    private volatile bool _isEnding;

    private AsyncMap(MapItems? items, (int Item, RunState State)[] resumed, CallContext call, RunState given, MapCollector collector, ErrorHandling onError)
    {
        _items = items;
        _resumed = resumed;
        _call = call;
        _onError = onError;
        InitialState = given;
        Collector = collector;
        Count = items?.Count ?? resumed.Length;
        _workers = Math.Min(Count, call.MaxItemsInFlight);
        _usesBatches = items is not null && given.RunsSynchronously;
    }

    /// <summary>The number of items that it runs.</summary>
    public int Count { get; }

    /// <summary>What its items start with.</summary>
    public RunState InitialState { get; }

    /// <summary>What its items give.</summary>
    public MapCollector Collector { get; }

    /// <summary>A map that runs all its items.</summary>
    public static AsyncMap Start(MapItems items, RunState given, MapCollector collector, ErrorHandling onError) =>
        new(items, [], given.Call, given, collector, onError);

    /// <summary>A map that goes on with those of its paused items that can.</summary>
    public static AsyncMap Resume(
        PausedMap paused, CallContext call, IReadOnlyList<RunPause> pauses, Answers answers, RunLocation place, ErrorHandling onError) =>
        new(items: null, paused.Resume(call, pauses, answers, place), call, paused.InitialState, paused.Collector.Copy(), onError);

    /// <summary>Whether no further item is taken.</summary>
    private bool MustEnd => _isEnding || _call.MustEnd;

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

        return MapOutcome.Of(Collector, _onError, _call);
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
                        : await RunItemAsync(position, state ?? InitialState.CreateItemState()).ConfigureAwait(false);
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
    /// Whether an item that was taken may begin. Items before one that ended the map do, however late their workers come to
    /// them: so the failure that counts is that of the first item in input order which fails, whoever is faster.
    /// </summary>
    private bool MayRun(int position) => position <= Volatile.Read(ref _lastToRun) && !_call.MustEnd;

    private void EndAfter(int position)
    {
        lock (_lock)
        {
            _isEnding = true;
            Volatile.Write(ref _lastToRun, Math.Min(_lastToRun, position));
        }
    }

    /// <returns>The state if it can be used again: that of a paused item is kept for it.</returns>
    private async ValueTask<RunState?> RunItemAsync(int item, RunState state)
    {
        RunOutcome outcome = MapOutcome.Load(_items!, item, InitialState, state);
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

    /// <summary>Takes what an item gave. Who is told that it failed sees no item behind it begin any more.</summary>
    private void CollectResult(int position, int item, RunState state, RunOutcome outcome)
    {
        if (MapOutcome.EndsMap(outcome, _onError))
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
