using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Values;
using Hypergraph.Planning;
using Hypergraph.Runs.State;

namespace Hypergraph.Runs.Calls;

/// <summary>How an interrupt gets its answer: from the call, from a resumption, from a handler; or the run pauses.</summary>
internal static class InterruptCall
{
    /// <summary>Resolves the question of an interrupt.</summary>
    /// <param name="state">The run.</param>
    /// <param name="step">The interrupt.</param>
    /// <param name="execution">The execution around its function, or null.</param>
    /// <param name="asked">The pause if the question was asked before, in another process; null if it was not.</param>
    public static async ValueTask<StepOutcome> ResolveAsync(RunState state, Step step, NodeExecution? execution, RunPause? asked = null)
    {
        PlanValue answer = step.Outputs[0].Value;
        if (state.IsSupplied(answer))
        {
            return StepOutcome.Completed;
        }

        PausedStep? paused = state.Interrupts!.ConsumePaused(step, out Answers answers);
        if (paused is not null && answers.TryGet(paused.Pauses[0], out object? supplied))
        {
            Write(state, step, supplied);
            return StepOutcome.Completed;
        }

        RunPause pause = paused?.Pauses[0] ?? asked ?? await CreatePauseAsync(state, step, execution).ConfigureAwait(false);
        InterruptAnswer handled = await InvokeHandlerAsync(state, pause).ConfigureAwait(false);
        if (!handled.IsGiven)
        {
            return StepOutcome.PausedAt(new PausedStep(step, [pause]));
        }

        Check(state.Plan.Graph, step, handled.Value);
        Write(state, step, handled.Value);
        return StepOutcome.Completed;
    }

    /// <exception cref="InvalidInputException">The answer is of the wrong type.</exception>
    public static void Check(Graph graph, Step step, object? answer)
    {
        PlanValue value = step.Outputs[0].Value;
        if (!value.Accepts(Widen(step, answer)))
        {
            throw new InvalidInputException(
                $"{graph.Subject}: the answer to '{step.Node.Name}' must be {value.SlotType}, but {TypeNames.OfValue(answer)} was supplied. Supply a value of that type.",
                value.Name);
        }
    }

    private static async ValueTask<RunPause> CreatePauseAsync(RunState state, Step step, NodeExecution? execution)
    {
        Task? pending = execution is null ? step.Call!.Start(state.Frame) : execution.Start();
        if (pending is not null)
        {
            await pending.ConfigureAwait(false);
        }

        return PauseAt(step, step.ResultSlotType(0).GetBoxed(state.Frame, step.ResultSlots[0]));
    }

    /// <summary>The pause at an interrupt, as its run sees it.</summary>
    public static RunPause PauseAt(Step step, object? question) => new(step.Node.Name, question, step.Outputs[0].Value.Name);

    /// <summary>The answer that is in place.</summary>
    public static object? AnswerOf(RunState state, Step step) => step.Outputs[0].Value.SlotType.GetBoxed(state.Frame, step.Outputs[0].Staging);

    private static async ValueTask<InterruptAnswer> InvokeHandlerAsync(RunState state, RunPause pause)
    {
        if (state.Call.InterruptHandler is not { } handler)
        {
            return InterruptAnswer.None;
        }

        CancellationToken stop = state.Call.Stop?.Token ?? CancellationToken.None;
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(state.Call.CancellationToken, stop);
        try
        {
            return await handler(state.PauseAtRoot(pause), ends.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !state.Call.CancellationToken.IsCancellationRequested)
        {
            // A stop was requested before an answer: the question stays unanswered.
            return InterruptAnswer.None;
        }
    }

    private static object? Widen(Step step, object? answer) => NumericWidening.Widen(answer, step.Node.Outputs[0].Type);

    /// <summary>Puts the answer in place.</summary>
    public static void Write(RunState state, Step step, object? answer)
    {
        StepOutput output = step.Outputs[0];
        output.Value.SlotType.SetBoxed(state.Frame, output.Staging, Widen(step, answer));
    }
}
