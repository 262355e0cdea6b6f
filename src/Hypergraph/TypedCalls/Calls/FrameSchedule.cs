using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Values;
using Hypergraph.Planning;
using Hypergraph.Runs.Calls;
using Hypergraph.Runs.Context;
using Hypergraph.Runs.Outcomes;
using Hypergraph.Runs.State;
using Hypergraph.Threading;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hypergraph.TypedCalls.Calls;

/// <summary>Runs the functions of a static schedule on a frame, without a run around them. What fails is reported as by a run.</summary>
internal sealed class FrameSchedule(ExecutionPlan plan)
{
    private readonly ResolvedCall[] _calls = [.. plan.Calls.OfType<ResolvedCall>()];
    private readonly SlotSet?[]? _released = plan.Releases?.InOrder;

    /// <summary>Whether a graph has functions only, of which nothing is observed and which have no services.</summary>
    public static bool Suits(ExecutionPlan plan) =>
        plan.HasStaticSchedule && plan.IsUnintercepted && !plan.NeedsServices && plan.Graph.AllEventProcessors.Count == 0
        && Array.TrueForAll(plan.Calls, call => call is not null);

    /// <summary>Runs synchronous functions one after the other.</summary>
    public void Run(Frame frame, CancellationToken cancellationToken)
    {
        ResolvedCall[] calls = _calls;
        int position = 0;
        try
        {
            for (; position < calls.Length; position++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                _ = calls[position].Invoke(frame);
                _released?[position]?.Clear(frame);
            }
        }
        catch (Exception exception)
        {
            OutcomeOf(exception, position, frame, cancellationToken).ThrowIfRequired(ErrorHandling.Raise);
            throw;
        }
    }

    /// <summary>Runs a chain. Each function starts in the context of the caller.</summary>
    /// <returns>Null if all functions have completed; otherwise a task that ends when they have, or fails as the run does.</returns>
    public Task? Start(Frame frame, CancellationToken cancellationToken)
    {
        ExecutionContext? context = ExecutionContext.Capture();
        int position = 0;
        try
        {
            return Advance(ref position, frame, context, cancellationToken) is { } pending ? ContinueAsync(pending, position, frame, cancellationToken) : null;
        }
        catch (Exception exception)
        {
            AmbientContext.Restore(context);
            return ContinueAsync(Task.FromException(exception), position, frame, cancellationToken);
        }
    }

    /// <summary>The result that a run would have returned with the values of a frame.</summary>
    public RunResult ResultOf(Frame frame) =>
        new(StateOf(frame, CancellationToken.None), RunOutcome.Completed, runId: null, duration: null);

    /// <summary>Calls functions until one of them has not completed.</summary>
    /// <returns>The task of that function, which is the one at the position; null if all have completed.</returns>
    private Task? Advance(ref int position, Frame frame, ExecutionContext? context, CancellationToken cancellationToken)
    {
        ResolvedCall[] calls = _calls;
        for (; position < calls.Length; position++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Task? pending = calls[position].Invoke(frame);
            AmbientContext.Restore(context);
            if (pending is not null)
            {
                return pending;
            }

            _released?[position]?.Clear(frame);
        }

        return null;
    }

    private async Task ContinueAsync(Task? pending, int position, Frame frame, CancellationToken cancellationToken)
    {
        ExecutionContext? context = ExecutionContext.Capture();
        try
        {
            while (pending is not null)
            {
                await pending.ConfigureAwait(false);
                _calls[position].WriteResult(pending, frame);
                _released?[position]?.Clear(frame);
                position++;
                pending = Advance(ref position, frame, context, cancellationToken);
            }
        }
        catch (Exception exception)
        {
            RunOutcome outcome = OutcomeOf(exception, position, frame, cancellationToken);
            try
            {
                outcome.ThrowIfRequired(ErrorHandling.Raise);
            }
            catch (OperationCanceledException own) when (outcome.Status == RunStatus.Failed)
            {
                throw new NodeCancellationException(own);
            }

            throw;
        }
    }

    /// <summary>How the run ends, with the place of the failure in the data of its exception.</summary>
    private RunOutcome OutcomeOf(Exception exception, int position, Frame frame, CancellationToken cancellationToken)
    {
        RunState state = StateOf(frame, cancellationToken);
        return state.End(RunOutcome.Failed(StepCompletion.Fail(state, plan.Order[position], exception).Error!, cancellationToken));
    }

    private RunState StateOf(Frame frame, CancellationToken cancellationToken)
    {
        var call = new CallContext(options: null, [], handler: null, NullLogger.Instance, log: null, stop: null, cancellationToken);
        var state = new RunState(plan, call);
        state.Frame.CopyFrom(frame);
        return state;
    }
}
