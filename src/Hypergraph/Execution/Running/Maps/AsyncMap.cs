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
    private const int MostAtOnce = 256;

    /// <summary>How many shares each worker has of the items that are left, so that all are done at about the same time.</summary>
    private const int SharesPerWorker = 4;

    private const int NoItem = -1;

    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly MapItems? _items;
    private readonly (int Item, RunState State)[] _resumed;
    private readonly CallContext _call;
    private readonly ErrorHandling _onError;
    private readonly int _workers;
    private readonly bool _sharesOut;
    private RunSpan? _span;
    private int _next;
    private int _underWay;

    /// <summary>The last item that may still begin, of those that were taken; all may until one ends the map.</summary>
    private int _lastToRun = int.MaxValue;
    private volatile bool _isEnding;

    private AsyncMap(MapItems? items, (int Item, RunState State)[] resumed, CallContext call, RunState given, MapCollector collector, ErrorHandling onError)
    {
        _items = items;
        _resumed = resumed;
        _call = call;
        _onError = onError;
        Given = given;
        Collector = collector;
        Count = items?.Count ?? resumed.Length;
        _workers = Math.Min(Count, call.MaxItemsUnderWay);
        _sharesOut = items is not null && given.RunsInPlace;
    }

    /// <summary>The number of items that it runs.</summary>
    public int Count { get; }

    /// <summary>What its items start with.</summary>
    public RunState Given { get; }

    /// <summary>What its items give.</summary>
    public MapCollector Collector { get; }

    /// <summary>A map that runs all its items.</summary>
    public static AsyncMap Start(MapItems items, RunState given, MapCollector collector, ErrorHandling onError) =>
        new(items, [], given.Call, given, collector, onError);

    /// <summary>A map that goes on with those of its paused items that can.</summary>
    public static AsyncMap Resume(
        PausedMap paused, CallContext call, IReadOnlyList<RunPause> pauses, Answers answers, RunPlace place, ErrorHandling onError) =>
        new(items: null, paused.Resume(call, pauses, answers, place), call, paused.Given, paused.Collector.Copy(), onError);

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
        while (TryTake(out int position, out int end))
        {
            try
            {
                for (; position < end && MayRun(position); position++)
                {
                    state = _items is null
                        ? await ResumeItemAsync(position).ConfigureAwait(false)
                        : await RunItemAsync(position, state ?? Given.CreateItemState()).ConfigureAwait(false);
                }
            }
            catch (Exception exception)
            {
                EndBehind(NoItem);
                _done.TrySetException(exception);
            }

            Release();
        }
    }

    /// <summary>
    /// Whether an item that was taken may begin. Items before one that ended the map do, however late their workers come to
    /// them: so the failure that counts is that of the first item in input order which fails, whoever is faster.
    /// </summary>
    private bool MayRun(int position) => position <= Volatile.Read(ref _lastToRun) && !_call.MustEnd;

    private void EndBehind(int position)
    {
        lock (_gate)
        {
            _isEnding = true;
            Volatile.Write(ref _lastToRun, Math.Min(_lastToRun, position));
        }
    }

    /// <returns>The state if it can be used again: that of a paused item is kept for it.</returns>
    private async ValueTask<RunState?> RunItemAsync(int item, RunState state)
    {
        RunOutcome outcome = MapOutcome.Load(_items!, item, Given, state);
        if (outcome.Status == RunStatus.Completed)
        {
            state.Span = _span?.StartItem(item, state.Place!.ItemLabel);
            outcome = await AsyncExecutor.RunAsync(state).ConfigureAwait(false);
        }

        Take(item, item, state, outcome);
        return outcome.Status == RunStatus.Paused ? null : state;
    }

    private async ValueTask<RunState?> ResumeItemAsync(int position)
    {
        (int item, RunState state) = _resumed[position];
        state.Span = _span?.StartItem(item, state.Place!.ItemLabel);
        RunOutcome outcome = await AsyncExecutor.RunAsync(state).ConfigureAwait(false);
        Take(position, item, state, outcome);
        return null;
    }

    /// <summary>Takes what an item gave. Who is told that it failed sees no item behind it begin any more.</summary>
    private void Take(int position, int item, RunState state, RunOutcome outcome)
    {
        if (MapOutcome.Ends(outcome, _onError))
        {
            EndBehind(position);
        }

        Collector.Add(item, state, state.End(outcome));
    }

    private bool TryTake(out int position, out int end)
    {
        lock (_gate)
        {
            position = end = _next;
            if (MustEnd || _next == Count)
            {
                EndIfIdle();
                return false;
            }

            end = _next += _sharesOut ? Math.Clamp((Count - _next) / (_workers * SharesPerWorker), 1, MostAtOnce) : 1;
            _underWay++;
            return true;
        }
    }

    private void Release()
    {
        lock (_gate)
        {
            _underWay--;
            if (MustEnd || _next == Count)
            {
                EndIfIdle();
            }
        }
    }

    private void EndIfIdle()
    {
        if (_underWay == 0)
        {
            _done.TrySetResult();
        }
    }
}
