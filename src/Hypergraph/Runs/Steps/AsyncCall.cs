using Hypergraph.Graphs.Structure;
using Hypergraph.Planning;
using Hypergraph.Runs.Calls;
using Hypergraph.Runs.Emitting;
using Hypergraph.Runs.Maps;
using Hypergraph.Runs.Outcomes;
using Hypergraph.Runs.State;
using Hypergraph.Threading;

namespace Hypergraph.Runs.Steps;

/// <summary>
/// One execution of a node, with its permit and its events: a function, or the runs of a nested graph. What completes at
/// once costs no task.
/// </summary>
internal static class AsyncCall
{
    /// <summary>Starts a step that may block this thread.</summary>
    /// <param name="state">The run.</param>
    /// <param name="step">The step. No other is ready or in flight.</param>
    public static StartedCall Start(RunState state, Step step) =>
        TryBegin(state, step, permitsBefore: 0, out StartedCall waiting) ? Call(state, step) : waiting;

    /// <summary>
    /// Requests the permit of a step, here, where steps start in declaration order, and not on pool threads.
    /// </summary>
    /// <param name="state">The run.</param>
    /// <param name="step">The step.</param>
    /// <param name="permitsBefore">The number of permits that the steps that are ready at the same time have requested before it.</param>
    /// <param name="waiting">The call, where it waits for its permit or does not begin.</param>
    /// <returns>Whether the step may be called at once.</returns>
    public static bool TryBegin(RunState state, Step step, int permitsBefore, out StartedCall waiting)
    {
        waiting = default;
        if (PermitsOf(state, step) is not { } permits)
        {
            return true;
        }

        Task permit = permits.WaitAsync(state.Call.CancellationToken);
        if (!permit.IsCompleted)
        {
            waiting = new StartedCall(CallWithPermitAsync(state, step, permit));
            return false;
        }

        if (!permit.IsCompletedSuccessfully)
        {
            waiting = new StartedCall(StepOutcome.Skipped);
            return false;
        }

        // It would have waited if a step before it had not ended already: how fast that one is must change nothing.
        if (permitsBefore >= state.Call.MaxConcurrency && (state.IsEnding || state.Call.MustEnd))
        {
            waiting = new StartedCall(Skip(state, step));
            return false;
        }

        return true;
    }

    /// <summary>Ends a call whose function's task has ended.</summary>
    /// <param name="function">The function's task.</param>
    /// <param name="state">The run.</param>
    /// <param name="step">The step.</param>
    /// <param name="node">The scope of its events.</param>
    /// <param name="execution">The node execution around the function, or null.</param>
    /// <param name="permits">Where its permit is returned, or null.</param>
    /// <param name="error">What awaiting the task threw, or null.</param>
    public static StepOutcome End(
        Task function, RunState state, Step step, in NodeSpan node, NodeExecution? execution, SemaphoreSlim? permits, Exception? error)
    {
        StepOutcome outcome;
        try
        {
            outcome = error is null ? ApplyResult(function, state, step, node, execution) : StepCompletion.Fail(state, step, error, node);
        }
        catch (Exception exception)
        {
            outcome = StepCompletion.Fail(state, step, exception, node);
        }

        EndCall(state, step, node, execution, outcome, permits);
        return outcome;
    }

    private static StepOutcome ApplyResult(Task function, RunState state, Step step, in NodeSpan node, NodeExecution? execution)
    {
        if (execution is null)
        {
            step.Call!.WriteResult(function, state.Frame);
        }

        return Complete(state, step, node, execution);
    }

    /// <summary>Calls the function; its results are in their slots when the task has ended.</summary>
    public static async ValueTask InvokeAsync(RunState state, Step step, NodeExecution? execution)
    {
        Task? pending = execution is null ? step.Call!.Invoke(state.Frame) : execution.Start();
        if (pending is null)
        {
            return;
        }

        await pending.ConfigureAwait(false);
        if (execution is null)
        {
            step.Call!.WriteResult(pending, state.Frame);
        }
    }

    /// <summary>Ends a call whose outputs are in their slots: they are partial if a stop has ended its stream.</summary>
    public static StepOutcome Complete(RunState state, Step step, in NodeSpan node, NodeExecution? execution)
    {
        if (execution is { IsStopped: true })
        {
            state.IsEnding = true;
            for (int i = 0; i < step.Outputs.Length; i++)
            {
                state.RecordPartialOutput(step, i, isThere: true);
            }

            return StepOutcome.Stopped;
        }

        StepCompletion.Decide(state, step, node);
        return StepOutcome.Completed;
    }

    private static async ValueTask<StepOutcome> CallWithPermitAsync(RunState state, Step step, Task permit)
    {
        try
        {
            // On the pool, where it may block.
            await permit.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }
        catch (OperationCanceledException)
        {
            // The node never began, so it has no events.
            return StepOutcome.Skipped;
        }

        if (state.IsEnding || state.Call.MustEnd)
        {
            return Skip(state, step);
        }

        return await Call(state, step).ToOutcomeAsync().ConfigureAwait(false);
    }

    /// <summary>Ends a step that has its permit, but does not begin because the run must end.</summary>
    public static StepOutcome Skip(RunState state, Step step)
    {
        PermitsOf(state, step)?.Release();
        return StepOutcome.Skipped;
    }

    private static SemaphoreSlim? PermitsOf(RunState state, Step step) => step.NeedsPermit ? state.Call.Permits : null;

    /// <summary>
    /// One execution of a node that has its permit, with its events. Returns the permit when the function has finished. What the node changes in the
    /// thread's context stays its own.
    /// </summary>
    public static StartedCall Call(RunState state, Step step)
    {
        ExecutionContext? context = ExecutionContext.Capture();
        StartedCall call = StartCall(state, step, PermitsOf(state, step));
        AmbientContext.Restore(context);
        if (context is null)
        {
            // The caller has suppressed the flow of the context, so there is none to restore.
            state.Span?.MakeCurrent();
            call.LeaveScope();
        }

        return call;
    }

    private static StartedCall StartCall(RunState state, Step step, SemaphoreSlim? permits)
    {
        NodeSpan node = state.Span?.StartNode(step, state.Frame) ?? default;
        if (step.Nested is not null)
        {
            return new StartedCall(RunNestedAsync(state, step, node));
        }

        if (state.Call.Journal is not null)
        {
            return new StartedCall(JournaledCall.RunAsync(state, step, node, permits), node);
        }

        NodeExecution? execution = NodeExecution.Of(state, step, node);
        if (step.Node is InterruptNode)
        {
            return new StartedCall(RunInterruptAsync(state, step, node, execution), node);
        }

        StepOutcome outcome;
        try
        {
            Task? pending = execution is null ? step.Call!.Invoke(state.Frame) : execution.Start();
            if (pending is not null)
            {
                return new StartedCall(pending, state, step, node, execution, permits);
            }

            outcome = Complete(state, step, node, execution);
        }
        catch (Exception exception)
        {
            outcome = StepCompletion.Fail(state, step, exception, node);
        }

        EndCall(state, step, node, execution, outcome, permits);
        return new StartedCall(outcome);
    }

    private static async ValueTask<StepOutcome> RunInterruptAsync(RunState state, Step step, NodeSpan node, NodeExecution? execution)
    {
        StepOutcome outcome;
        try
        {
            outcome = await InterruptCall.ResolveAsync(state, step, execution).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            outcome = StepCompletion.Fail(state, step, exception, node);
        }

        EndCall(state, step, node, execution, outcome, permits: null);
        return outcome;
    }

    /// <summary>
    /// Reports how the call ended, then returns its permit, in this order: the next owner of the permit must see that the run is
    /// ending.
    /// </summary>
    public static void EndCall(
        RunState state, Step step, in NodeSpan node, NodeExecution? execution, StepOutcome outcome, SemaphoreSlim? permits, bool isRestored = false)
    {
        if (outcome.Error is not null)
        {
            state.IsEnding = true;
        }

        StepCompletion.End(state, step, node, execution, outcome, isRestored);
        permits?.Release();
    }

    private static async ValueTask<StepOutcome> RunNestedAsync(RunState state, Step step, NodeSpan node)
    {
        StepOutcome outcome;
        try
        {
            StackGuard.Check(step.Nested!.Node.Graph.Spec);
            Answers answers = Answers.None;
            PausedStep? paused = state.Interrupts?.ConsumePaused(step, out answers);
            outcome = step.Nested.Node.IsMapped
                ? await RunMappedAsync(state, step, node, paused, answers).ConfigureAwait(false)
                : await RunOnceAsync(state, step, node, paused, answers).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            outcome = StepCompletion.Fail(state, step, exception, node);
        }

        EndCall(state, step, node, execution: null, outcome, permits: null);
        return outcome;
    }

    private static async ValueTask<StepOutcome> RunOnceAsync(RunState state, Step step, NodeSpan node, PausedStep? paused, Answers answers)
    {
        NestedGraph nested = step.Nested!;
        RunState inner = paused?.Run!.Resume(state.Call, answers.ForInnerRun(paused.Pauses), new RunLocation(state, step)) ?? NestedRun.CreateState(nested, state, step);
        state.ReleaseNestedInputs(step);
        inner.Span = state.Span?.StartNested(node, nested.Node);
        RunOutcome outcome = inner.End(await AsyncExecutor.RunAsync(inner).ConfigureAwait(false));
        return StepCompletion.ApplyRun(state, step, inner, outcome);
    }

    private static async ValueTask<StepOutcome> RunMappedAsync(RunState state, Step step, NodeSpan node, PausedStep? paused, Answers answers)
    {
        NestedGraph nested = step.Nested!;
        AsyncMap map;
        if (paused?.Map is { } pausedMap)
        {
            map = AsyncMap.Resume(pausedMap, state.Call, paused.Pauses, answers, new RunLocation(state, step), nested.Node.ErrorHandling);
        }
        else
        {
            MapItems items = NestedRun.CreateItems(nested, state);
            var collector = new MapCollector(nested.Collected, items.Count, keepsPartial: false, isTraced: false);
            map = AsyncMap.Start(items, NestedRun.CreateState(nested, state, step), collector, nested.Node.ErrorHandling);
            state.ReleaseNestedInputs(step);
        }

        // A map without items emits no events, nor does one without paused items that can resume.
        RunSpan? span = map.Count > 0 ? state.Span?.StartNested(node, nested.Node, map.Count) : null;
        RunOutcome outcome = await map.RunAsync(span).ConfigureAwait(false);
        span?.End(outcome);
        return StepCompletion.ApplyMap(state, step, map.Collector, outcome);
    }
}
