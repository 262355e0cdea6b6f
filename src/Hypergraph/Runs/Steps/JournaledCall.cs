using Hypergraph.Hosting;
using Hypergraph.Planning;
using Hypergraph.Runs.Calls;
using Hypergraph.Runs.Emitting;
using Hypergraph.Runs.State;
using Hypergraph.Threading;

namespace Hypergraph.Runs.Steps;

/// <summary>
/// One execution of a node in a durable call: what the journal has of it is restored; otherwise its function is called, and the journal has its outputs before
/// its end is visible.
/// </summary>
internal static class JournaledCall
{
    /// <summary>One execution, on the calling thread.</summary>
    public static StepOutcome Run(RunState state, Step step, NodeSpan node) =>
        BlockingCall.Run((state, step, node), static call =>
            ExecuteAsync(call.state, call.step, call.node, permits: null, isSynchronous: true).AsTask().GetAwaiter().GetResult());

    /// <summary>One execution. Returns the permit when it has ended.</summary>
    public static ValueTask<StepOutcome> RunAsync(RunState state, Step step, NodeSpan node, SemaphoreSlim? permits) =>
        ExecuteAsync(state, step, node, permits, isSynchronous: false);

    private static async ValueTask<StepOutcome> ExecuteAsync(RunState state, Step step, NodeSpan node, SemaphoreSlim? permits, bool isSynchronous)
    {
        RunJournal journal = state.Call.Journal!;
        string key = state.KeyOf(step);
        NodeExecution? execution = null;
        bool isRestored = false;
        StepOutcome outcome;
        try
        {
            JournaledExecution? known = step.IsInterrupt
                ? await journal.FindAsync(key, step.Node.Outputs, step.Results[0]).ConfigureAwait(false)
                : await journal.FindAsync(key, step.Results, question: null).ConfigureAwait(false);
            isRestored = known is { IsQuestion: false };
            if (known is { IsQuestion: false })
            {
                outcome = Restore(state, step, node, known);
            }
            else
            {
                execution = NodeExecution.Of(state, step, node, key);
                outcome = step.IsInterrupt
                    ? await AskAsync(state, step, execution, key, known).ConfigureAwait(false)
                    : await CallAsync(state, step, node, execution, key, isSynchronous).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            outcome = await FailAsync(state, step, node, key, exception, isRestored).ConfigureAwait(false);
        }

        AsyncCall.EndCall(state, step, node, execution, outcome, permits, isRestored);
        return outcome;
    }

    private static StepOutcome Restore(RunState state, Step step, in NodeSpan node, JournaledExecution known)
    {
        if (known.Values is not { } values)
        {
            return StepCompletion.Fail(state, step, known.Error!, node);
        }

        if (step.IsInterrupt)
        {
            InterruptCall.Write(state, step, values[0]);
            return StepOutcome.Completed;
        }

        step.WriteResults(state.Frame, values);
        StepCompletion.Decide(state, step, node);
        return StepOutcome.Completed;
    }

    private static async ValueTask<StepOutcome> CallAsync(RunState state, Step step, NodeSpan node, NodeExecution? execution, string key, bool isSynchronous)
    {
        RunJournal journal = state.Call.Journal!;
        if (step.Node is FunctionNode { RunsAtMostOnce: true })
        {
            await journal.BeginAsync(key).ConfigureAwait(false);
        }

        if (isSynchronous)
        {
            SyncCall.Invoke(state, step, execution);
        }
        else
        {
            await AsyncCall.InvokeAsync(state, step, execution).ConfigureAwait(false);
        }

        if (execution is { IsStopped: true })
        {
            return AsyncCall.Complete(state, step, node, execution);
        }

        await journal.CompleteAsync(key, step.Results, step.ReadResults(state.Frame)).ConfigureAwait(false);
        return AsyncCall.Complete(state, step, node, execution);
    }

    private static async ValueTask<StepOutcome> AskAsync(RunState state, Step step, NodeExecution? execution, string key, JournaledExecution? known)
    {
        RunJournal journal = state.Call.Journal!;
        bool isSupplied = state.IsSupplied(step.Outputs[0].Value);
        RunPause? asked = known is null ? null : InterruptCall.PauseAt(step, known.Question);
        StepOutcome outcome = await InterruptCall.ResolveAsync(state, step, execution, asked).ConfigureAwait(false);
        if (outcome.Paused is { } paused)
        {
            if (known is null)
            {
                await journal.AskAsync(key, state.PauseAtRoot(paused.Pauses[0]), step.Results[0], step.Node.Outputs[0]).ConfigureAwait(false);
            }
        }
        else if (!isSupplied)
        {
            await journal.CompleteAsync(key, step.Node.Outputs, [InterruptCall.AnswerOf(state, step)]).ConfigureAwait(false);
        }

        return outcome;
    }

    /// <summary>Ends an execution that has thrown. A map that continues past failures does not run it again when it resumes, so its failure is stored.</summary>
    private static async ValueTask<StepOutcome> FailAsync(RunState state, Step step, NodeSpan node, string key, Exception exception, bool isRestored)
    {
        StepOutcome outcome = StepCompletion.Fail(state, step, exception, node);
        if (isRestored || !state.IsInContinuingMap || state.Call.MustEnd)
        {
            return outcome;
        }

        try
        {
            await state.Call.Journal!.FailAsync(key, outcome.Error!).ConfigureAwait(false);
            return outcome;
        }
        catch (Exception ofStore)
        {
            return StepCompletion.Fail(state, step, ofStore);
        }
    }
}
