using System.Threading.Tasks.Sources;

namespace Hypergraph;

/// <summary>
/// Runs a direct plan in which steps may be ready at the same time: starts a step as soon as those that give its inputs have
/// finished, without waiting for any other. Whoever finishes a step starts what that has made ready, on the same thread and
/// without a lock: the step whose count of unfinished predecessors reaches zero is theirs alone.
/// </summary>
internal sealed class DirectRun : IValueTaskSource<RunOutcome>
{
    private const int Finished = -1;

    private readonly RunState _state;
    private readonly int[] _waitsFor;
    private readonly int[] _behind;
    private readonly FirstFailure _failure = new();
    private readonly ValueReleases? _releases;
    private readonly int[]? _usersLeft;
    private ManualResetValueTaskSourceCore<RunOutcome> _end;

    // The steps that are ready or under way, and the caller as long as it starts some: the run is over when none is left.
    private int _open;

    public DirectRun(RunState state)
    {
        Step[] steps = state.Plan.Steps;
        _state = state;
        _waitsFor = Array.ConvertAll(steps, step => step.PredecessorCount);
        _behind = new int[steps.Length];
        _releases = state.Releases;
        _usersLeft = _releases?.CountUsers();
    }

    public ValueTask<RunOutcome> RunAsync()
    {
        var ready = new ReadySteps(_behind);
        foreach (Step step in _state.Plan.Steps)
        {
            if (step.PredecessorCount == 0)
            {
                ready.Add(step.Index);
                _open++;
            }
        }

        _open++;
        StartAll(ref ready, together: _open - 1, openIfAlone: 2);
        if (Volatile.Read(ref _open) == 1)
        {
            return new ValueTask<RunOutcome>(Outcome());
        }

        // Where somebody listens, a node may end inside a processor's call, in which its run must not go on to the end.
        _end.RunContinuationsAsynchronously = _state.Span is not null;
        return Interlocked.Decrement(ref _open) == 0 ? new ValueTask<RunOutcome>(Outcome()) : new ValueTask<RunOutcome>(this, _end.Version);
    }

    RunOutcome IValueTaskSource<RunOutcome>.GetResult(short token) => _end.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<RunOutcome>.GetStatus(short token) => _end.GetStatus(token);

    void IValueTaskSource<RunOutcome>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _end.OnCompleted(continuation, state, token, flags);

    /// <summary>Starts what is ready, and what that makes ready.</summary>
    /// <param name="ready">The steps.</param>
    /// <param name="together">How many of them are ready at the same time: none of these keeps another from starting by failing.</param>
    /// <param name="openIfAlone">The number of open steps if nothing else is ready or in flight.</param>
    private void StartAll(ref ReadySteps ready, int together, int openIfAlone)
    {
        for (; ready.TryTake(out int index); together--)
        {
            Step step = _state.Plan.Steps[index];
            if ((together <= 0 && _state.IsEnding) || _state.Call.MustEnd)
            {
                Close();
                continue;
            }

            StartedCall call = Start(step, isAlone: Volatile.Read(ref _open) == openIfAlone);
            if (call.HasEnded(out StepOutcome outcome, out Task? pending))
            {
                _ = Finish(step, outcome, ref ready);
            }
            else
            {
                _ = FollowAsync(step, call, pending);
            }
        }
    }

    /// <summary>Whatever goes wrong around a call ends its run: nobody awaits those who go on with it.</summary>
    private StartedCall Start(Step step, bool isAlone)
    {
        try
        {
            return AsyncCall.Start(_state, step, isAlone);
        }
        catch (Exception exception)
        {
            return new StartedCall(StepCompletion.Fail(_state, step, exception));
        }
    }

    private async Task FollowAsync(Step step, StartedCall call, Task pending)
    {
        await pending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var ready = new ReadySteps(_behind);
        ExecutionContext? context = ExecutionContext.Capture();
        StepOutcome outcome = call.End();
        AmbientContext.Restore(context);
        int added = Finish(step, outcome, ref ready);
        StartAll(ref ready, together: _state.IsEnding ? 0 : added, openIfAlone: 1);
    }

    /// <summary>Notes how a step ended, and adds what is ready by that.</summary>
    /// <returns>The number of steps added.</returns>
    private int Finish(Step step, in StepOutcome outcome, ref ReadySteps ready)
    {
        int added = 0;
        if (outcome.Error is { } error)
        {
            _failure.Add(step, error);
            _state.IsEnding = true;
        }
        else if (outcome.IsCompleted)
        {
            _waitsFor[step.Index] = Finished;
            _releases?.End(step.Index, _state.Frame, _usersLeft);
            foreach (int successor in _state.Plan.Successors[step.Index])
            {
                if (Interlocked.Decrement(ref _waitsFor[successor]) == 0)
                {
                    ready.Add(successor);
                    added++;
                }
            }
        }

        if (added == 0)
        {
            Close();
        }
        else if (added > 1)
        {
            Interlocked.Add(ref _open, added - 1);
        }

        return added;
    }

    private void Close()
    {
        if (Interlocked.Decrement(ref _open) == 0)
        {
            _end.SetResult(Outcome());
        }
    }

    private RunOutcome Outcome()
    {
        if (!_waitsFor.AsSpan().ContainsAnyExcept(Finished))
        {
            return RunOutcome.Completed;
        }

        _state.EndEarly(_state.Plan.Steps.Where(step => _waitsFor[step.Index] == Finished));
        return _failure.Error is { } error ? RunOutcome.Failed(error, _state.Call.CancellationToken) : _state.Call.EndOutcome();
    }
}
