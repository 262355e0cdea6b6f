using System.Diagnostics.CodeAnalysis;

namespace Hypergraph;

/// <summary>
/// A call of a step as it is left when it was started: ended, or waiting for a task. Whoever waits ends it, so that a function's
/// own task has one continuation and no task around it.
/// </summary>
internal readonly struct StartedCall
{
    private readonly StepOutcome _outcome;
    private readonly Task? _pending;
    private readonly RunState? _state;
    private readonly Step? _step;
    private readonly NodeSpan _node;
    private readonly NodeExecution? _execution;
    private readonly SemaphoreSlim? _permits;

    /// <summary>A call that has ended.</summary>
    public StartedCall(in StepOutcome outcome) => _outcome = outcome;

    /// <summary>A call that is told of and ended elsewhere, with all that belongs to it.</summary>
    public StartedCall(ValueTask<StepOutcome> whole)
    {
        if (whole.IsCompletedSuccessfully)
        {
            _outcome = whole.Result;
        }
        else
        {
            _pending = whole.AsTask();
        }
    }

    /// <summary>A call whose function has returned a task.</summary>
    public StartedCall(Task function, RunState state, Step step, in NodeSpan node, NodeExecution? execution, SemaphoreSlim? permits)
    {
        _pending = function;
        _state = state;
        _step = step;
        _node = node;
        _execution = execution;
        _permits = permits;
    }

    /// <summary>Whether it has ended, and how; if not, what to wait for before <see cref="End"/>.</summary>
    public bool HasEnded(out StepOutcome outcome, [NotNullWhen(false)] out Task? pending)
    {
        outcome = _outcome;
        pending = _pending;
        return pending is null;
    }

    /// <summary>Ends the call, once its task has. It never throws: a run whose end is lost would never end.</summary>
    /// <param name="error">What awaiting the task threw, or null.</param>
    public StepOutcome End(Exception? error)
    {
        if (_pending is Task<StepOutcome> whole)
        {
            return error is null ? whole.Result : new StepOutcome(error);
        }

        try
        {
            return AsyncCall.End(_pending!, _state!, _step!, _node, _execution, _permits, error);
        }
        catch (Exception exception)
        {
            return new StepOutcome(exception);
        }
    }

    /// <summary>How the call ends, once it has.</summary>
    public async ValueTask<StepOutcome> ToOutcomeAsync()
    {
        if (HasEnded(out StepOutcome outcome, out Task? pending))
        {
            return outcome;
        }

        Exception? error = null;
        try
        {
            await pending.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            error = exception;
        }

        return End(error);
    }
}
