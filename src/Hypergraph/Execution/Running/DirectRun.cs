using System.Diagnostics.CodeAnalysis;

namespace Hypergraph;

/// <summary>
/// Runs a direct plan in which steps may be ready at the same time: starts a step as soon as those that give its inputs have
/// finished, without waiting for any other. Whoever finishes a step starts what that has made ready, unless another is at
/// it: one at a time, and without a hop to a thread of its own.
/// </summary>
internal sealed class DirectRun
{
    private readonly Lock _gate = new();
    private readonly RunState _state;
    private readonly int[] _waitsFor;
    private readonly Queue<Step> _ready;
    private readonly List<Step> _finished;
    private readonly FirstFailure _failure = new();
    private TaskCompletionSource? _over;
    private int _underWay;
    private bool _isStarting = true;

    public DirectRun(RunState state)
    {
        Step[] steps = state.Plan.Steps;
        _state = state;
        _waitsFor = new int[steps.Length];
        _ready = new Queue<Step>(steps.Length);
        _finished = new List<Step>(steps.Length);
        foreach (Step step in steps)
        {
            _waitsFor[step.Index] = step.PredecessorCount;
            if (step.PredecessorCount == 0)
            {
                _ready.Enqueue(step);
            }
        }
    }

    private bool IsOver => _underWay == 0 && !_isStarting;

    public ValueTask<RunOutcome> RunAsync()
    {
        StartReady();
        lock (_gate)
        {
            if (IsOver)
            {
                return new ValueTask<RunOutcome>(Outcome());
            }

            // Not inline: a node may end inside a processor's call, where its run must not go on to the end.
            _over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return WaitAsync(_over.Task);
    }

    private async ValueTask<RunOutcome> WaitAsync(Task over)
    {
        await over.ConfigureAwait(false);
        return Outcome();
    }

    private void StartReady()
    {
        while (TryTake(out Step? step, out bool isAlone))
        {
            StartedCall call = Start(step, isAlone);
            if (call.HasEnded(out StepOutcome outcome, out Task? pending))
            {
                _ = Finish(step, outcome);
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
            return new StartedCall(new StepOutcome(exception));
        }
    }

    private async Task FollowAsync(Step step, StartedCall call, Task pending)
    {
        Exception? error = null;
        try
        {
            await pending.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            error = exception;
        }

        if (Finish(step, call.End(error)))
        {
            StartReady();
        }
    }

    /// <summary>Takes the next step to start, if there is one; otherwise the starting is over for now.</summary>
    private bool TryTake([NotNullWhen(true)] out Step? step, out bool isAlone)
    {
        TaskCompletionSource? over = null;
        lock (_gate)
        {
            isAlone = _underWay == 0 && _ready.Count == 1;
            step = null;
            if (!_failure.IsSet && !_state.Call.MustEnd && _ready.TryDequeue(out step))
            {
                _underWay++;
            }
            else
            {
                _isStarting = false;
                over = IsOver ? _over : null;
            }
        }

        over?.SetResult();
        return step is not null;
    }

    /// <summary>Notes how a step ended.</summary>
    /// <returns>Whether the caller is the one who starts what is ready now.</returns>
    private bool Finish(Step step, in StepOutcome outcome)
    {
        lock (_gate)
        {
            _underWay--;
            if (outcome.Error is { } error)
            {
                _failure.Add(step, error);
                _state.IsEnding = true;
            }

            if (outcome.IsCompleted)
            {
                _finished.Add(step);
                foreach (int successor in _state.Plan.Successors[step.Index])
                {
                    if (--_waitsFor[successor] == 0)
                    {
                        _ready.Enqueue(_state.Plan.Steps[successor]);
                    }
                }
            }

            bool starts = !_isStarting;
            _isStarting = true;
            return starts;
        }
    }

    private RunOutcome Outcome()
    {
        if (_finished.Count == _state.Plan.Steps.Length)
        {
            return RunOutcome.Completed;
        }

        _state.EndEarly(_finished);
        return _failure.Error is { } error ? RunOutcome.Failed(error, _state.Call.CancellationToken) : _state.Call.EndOutcome();
    }
}
