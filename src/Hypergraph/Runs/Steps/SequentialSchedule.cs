using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Values;
using Hypergraph.Planning;
using Hypergraph.Runs.Calls;
using Hypergraph.Runs.Outcomes;
using Hypergraph.Runs.State;
using Hypergraph.Threading;

namespace Hypergraph.Runs.Steps;

/// <summary>Runs a static schedule one step after the other: any on <see cref="SyncRunner"/>, a chain on <see cref="AsyncRunner"/>, in which no two steps are ever ready together.</summary>
internal static class SequentialSchedule
{
    /// <summary>Runs the steps of a static schedule, one after the other.</summary>
    /// <param name="state">The run.</param>
    /// <param name="context">The execution context in which every step starts; null if later steps see a step's changes to it.</param>
    public static RunOutcome Run(RunState state, ExecutionContext? context)
    {
        if (state.IsUnobserved)
        {
            return RunUnobserved(state, context);
        }

        Step[] order = state.Plan.Order;
        SlotSet?[]? released = state.Releases?.InOrder;
        for (int position = 0; position < order.Length; position++)
        {
            if (state.Call.MustEnd)
            {
                return EndEarly(state, position, state.Call.EndOutcome());
            }

            StepOutcome outcome = SyncCall.Run(state, order[position]);
            AmbientContext.Restore(context);
            if (!outcome.IsCompleted)
            {
                return EndEarly(state, position, outcome.ToRunOutcome(state));
            }

            released?[position]?.Clear(state.Frame);
        }

        return RunOutcome.Completed;
    }

    /// <summary>Runs the steps of a chain, each as soon as the one before it has ended.</summary>
    public static async ValueTask<RunOutcome> RunAsync(RunState state)
    {
        Step[] order = state.Plan.Order;
        SlotSet?[]? released = state.Releases?.InOrder;
        for (int position = 0; position < order.Length; position++)
        {
            StepOutcome outcome = state.Call.MustEnd
                ? StepOutcome.Skipped
                : await AsyncCall.Start(state, order[position]).ToOutcomeAsync().ConfigureAwait(false);
            if (!outcome.IsCompleted)
            {
                return EndEarly(state, position, outcome.Error is { } error ? RunOutcome.Failed(error, state.Call.CancellationToken) : state.Call.EndOutcome());
            }

            released?[position]?.Clear(state.Frame);
        }

        return RunOutcome.Completed;
    }

    /// <summary>Runs an unobserved, unintercepted static schedule: only the calls.</summary>
    private static RunOutcome RunUnobserved(RunState state, ExecutionContext? context)
    {
        ResolvedCall?[] calls = state.Plan.Calls;
        Frame frame = state.Frame;
        CancellationToken cancellationToken = state.Call.CancellationToken;
        SlotSet?[]? released = state.Releases?.InOrder;
        int position = 0;
        try
        {
            for (; position < calls.Length; position++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (calls[position] is { } call)
                {
                    _ = call.Invoke(frame);
                }
                else if (SyncCall.RunNested(state, state.Plan.Order[position], default) is { IsCompleted: false } outcome)
                {
                    return EndEarly(state, position, outcome.ToRunOutcome(state));
                }

                if (context is not null)
                {
                    AmbientContext.Restore(context);
                }

                if (released is not null)
                {
                    released[position]?.Clear(frame);
                }
            }
        }
        catch (Exception exception)
        {
            AmbientContext.Restore(context);
            return EndEarly(state, position, RunOutcome.Failed(StepCompletion.Fail(state, state.Plan.Order[position], exception).Error!, cancellationToken));
        }

        return RunOutcome.Completed;
    }

    private static RunOutcome EndEarly(RunState state, int position, RunOutcome outcome)
    {
        state.EndEarly(state.Plan.Order.Take(position));
        return outcome;
    }
}
