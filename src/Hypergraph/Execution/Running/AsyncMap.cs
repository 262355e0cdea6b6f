namespace Hypergraph;

/// <summary>
/// Runs the items of a map at the same time, up to a limit. Workers take one item after the other, so that a million
/// items need no million tasks. The map is over when every item that started has ended and none will start: it does not
/// wait for workers that the pool has not got round to.
/// </summary>
internal sealed class AsyncMap(MapItems items, RunState given, RunSpan? map, MapCollector collector, ErrorHandling onError)
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _next;
    private int _underWay;
    private bool _isEnding;

    public async ValueTask<RunOutcome> RunAsync()
    {
        int workers = Math.Min(items.Count, given.Call.MaxItemsUnderWay);
        for (int i = 0; i < workers; i++)
        {
            _ = Task.Run(WorkAsync);
        }

        await _done.Task.ConfigureAwait(false);
        return given.Call.CancellationToken.IsCancellationRequested && _next < items.Count
            ? RunOutcome.Cancelled(given.Call.CancellationToken)
            : MapOutcome.Of(collector, onError);
    }

    private async Task WorkAsync()
    {
        RunState? state = null;
        while (TryTake(out int item))
        {
            try
            {
                state ??= CreateState();
                await RunItemAsync(item, state).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                _isEnding = true;
                _done.TrySetException(exception);
            }

            Release();
        }
    }

    private RunState CreateState()
    {
        var state = new RunState(given.Plan, given.Call);
        state.Frame.CopyFrom(given.Frame);
        return state;
    }

    private async ValueTask RunItemAsync(int item, RunState state)
    {
        RunOutcome outcome = MapOutcome.Load(items, item, given, state);
        if (outcome.Status == RunStatus.Completed)
        {
            state.Span = map?.StartItem(item);
            outcome = await AsyncExecutor.RunAsync(state).ConfigureAwait(false);
            state.Span?.End(outcome.Status, outcome.Error);
        }

        collector.Add(item, state, outcome);
        if (MapOutcome.Ends(outcome, onError))
        {
            _isEnding = true;
        }
    }

    private bool TryTake(out int item)
    {
        lock (_gate)
        {
            item = _next;
            if (_isEnding || _next == items.Count || given.Call.CancellationToken.IsCancellationRequested)
            {
                EndIfIdle();
                return false;
            }

            _next++;
            _underWay++;
            return true;
        }
    }

    private void Release()
    {
        lock (_gate)
        {
            _underWay--;
            if (_isEnding || _next == items.Count)
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
