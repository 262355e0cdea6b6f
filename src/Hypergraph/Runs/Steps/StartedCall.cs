using System.Diagnostics.CodeAnalysis;
using Hypergraph.Planning;
using Hypergraph.Runs.Calls;
using Hypergraph.Runs.Emitting;
using Hypergraph.Runs.State;

namespace Hypergraph.Runs.Steps;

/// <summary>
/// A started call of a step: ended, or waiting for a task. The code that awaits it ends it, so that a function's
/// own task has one continuation and no wrapping task.
/// </summary>
internal readonly struct StartedCall
{
    private readonly StepOutcome? _outcome;
    private readonly Task? _pending;
    private readonly RunState? _state;
    private readonly Step? _step;
    private readonly NodeSpan _node;
    private readonly NodeExecution? _execution;
    private readonly SemaphoreSlim? _permits;

    /// <summary>A call that has ended.</summary>
    public StartedCall(StepOutcome outcome) => _outcome = outcome;

    /// <summary>A call that another class reports and ends.</summary>
    public StartedCall(ValueTask<StepOutcome> whole, in NodeSpan node = default)
    {
        _node = node;
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

    /// <summary>Whether it has ended, and how; if not, what to await before <see cref="End"/>.</summary>
    public bool HasEnded([NotNullWhen(true)] out StepOutcome? outcome, [NotNullWhen(false)] out Task? pending)
    {
        outcome = _outcome;
        pending = _pending;
        return outcome is not null;
    }

    /// <summary>Closes the log scope of the node where it was opened, before its end.</summary>
    public void LeaveScope() => _node.Scope?.Dispose();

    /// <summary>Ends the call after its task has ended. Never throws: a run that misses an end would never end.</summary>
    public StepOutcome End()
    {
        Task pending = _pending!;
        try
        {
            return pending is Task<StepOutcome> whole
                ? whole.GetAwaiter().GetResult()
                : AsyncCall.End(pending, _state!, _step!, _node, _execution, _permits, ErrorOf(pending));
        }
        catch (Exception exception)
        {
            return new StepOutcome(exception);
        }
    }

    /// <summary>How the call ends, once it has.</summary>
    public ValueTask<StepOutcome> ToOutcomeAsync() =>
        HasEnded(out StepOutcome? outcome, out Task? pending) ? new ValueTask<StepOutcome>(outcome) : WaitAsync(this, pending);

    private static async ValueTask<StepOutcome> WaitAsync(StartedCall call, Task pending)
    {
        await pending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return call.End();
    }

    /// <summary>What awaiting a task that has ended throws, or null.</summary>
    private static Exception? ErrorOf(Task ended)
    {
        if (ended.IsCompletedSuccessfully)
        {
            return null;
        }

        try
        {
            ended.GetAwaiter().GetResult();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
