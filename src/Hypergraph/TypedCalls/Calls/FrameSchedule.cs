using System.Runtime.CompilerServices;
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

/// <summary>
/// The functions of a static schedule, and the frame on which its calls run them one after the other. A call that starts while another one has the frame, on this
/// thread or on another, creates its own. What fails is reported as by a run.
/// </summary>
internal sealed class FrameSchedule(ExecutionPlan plan)
{
    /// <summary>The position of a call whose inputs are not in their slots yet.</summary>
    public const int BeforeFirst = -1;

    private readonly SlotSet?[]? _released = plan.Releases?.InOrder;
    private readonly bool _hasToken = plan.TokenSlot is not null;
    private readonly Frame _initial = CreateFrame(plan);
    private readonly int[] _columns = [.. plan.ColumnsWithReferences];
    private Frame? _free;

    /// <summary>The functions in the order of the schedule.</summary>
    public ResolvedCall[] Calls { get; } = [.. plan.Calls.OfType<ResolvedCall>()];

    /// <summary>Whether a graph has functions only, of which nothing is observed and which have no services.</summary>
    public static bool Suits(ExecutionPlan plan) =>
        plan.HasStaticSchedule && plan.IsUnintercepted && !plan.NeedsServices && plan.Graph.AllEventProcessors.Count == 0
        && Array.TrueForAll(plan.Calls, call => call is not null);

    /// <summary>A frame with the bound values and defaults of the graph, and with the token of a call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Frame Rent(CancellationToken cancellationToken)
    {
        Frame frame = Interlocked.Exchange(ref _free, null) ?? CreateFrame(plan);
        if (_hasToken)
        {
            plan.Inject(frame, services: null, cancellationToken);
        }

        return frame;
    }

    /// <summary>Accepts a frame after its call, and releases everything that the call has stored in it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Return(Frame frame)
    {
        if (_initial.References.Length + _columns.Length > 0)
        {
            frame.CopyFrom(_initial, _columns);
        }

        Volatile.Write(ref _free, frame);
    }

    /// <summary>Releases the values that a function is the last to use.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Release(int position, Frame frame)
    {
        if (_released is not null)
        {
            _released[position]?.Clear(frame);
        }
    }

    /// <summary>Calls functions until one of them has not completed. Each starts in the context of the caller.</summary>
    /// <returns>The task of that function, which is the one at the position; null if all have completed.</returns>
    public Task? Advance(ref int position, Frame frame, ExecutionContext? context, CancellationToken cancellationToken)
    {
        ResolvedCall[] calls = Calls;
        for (; position < calls.Length; position++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Task? pending = calls[position].Invoke(frame);
            AmbientContext.Restore(context);
            if (pending is not null)
            {
                return pending;
            }

            Release(position, frame);
        }

        return null;
    }

    /// <summary>Writes the result of a function whose task has completed.</summary>
    public void EndPending(Task done, int position, Frame frame)
    {
        Calls[position].WriteResult(done, frame);
        Release(position, frame);
    }

    /// <summary>Whether an exception is that of a function, or says that an output has another type; any other is the caller's.</summary>
    public bool Explains(Exception exception, int position) =>
        position > BeforeFirst && (position < Calls.Length || exception is InvalidCastException or NullReferenceException);

    /// <summary>Throws what a run throws that ends with the exception of a function. Does nothing after the last function.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="position">The function.</param>
    /// <param name="frame">The values.</param>
    /// <param name="cancellationToken">The token of the call.</param>
    /// <param name="isTask">Whether the call returns a task, which a function's own cancellation faults.</param>
    public void ThrowIfFailed(Exception exception, int position, Frame frame, CancellationToken cancellationToken, bool isTask = false)
    {
        if (position >= Calls.Length)
        {
            return;
        }

        RunState state = StateOf(frame, cancellationToken);
        RunOutcome outcome = state.End(RunOutcome.Failed(StepCompletion.Fail(state, plan.Order[position], exception).Error!, cancellationToken));
        try
        {
            outcome.ThrowIfRequired(ErrorHandling.Raise);
        }
        catch (OperationCanceledException own) when (isTask && outcome.Status == RunStatus.Failed)
        {
            throw new NodeCancellationException(own);
        }
    }

    /// <summary>Throws what a run throws that ends with the exception of a function that was called without a frame.</summary>
    public void ThrowIfFailed(Exception exception, int position, CancellationToken cancellationToken) => ThrowIfFailed(exception, position, _initial, cancellationToken);

    /// <summary>The result that a run would have returned with the values of a frame.</summary>
    public RunResult ResultOf(Frame frame) =>
        new(StateOf(frame, CancellationToken.None), RunOutcome.Completed, runId: null, duration: null);

    private static Frame CreateFrame(ExecutionPlan plan) => plan.CreateFrame(services: null, CancellationToken.None);

    private RunState StateOf(Frame frame, CancellationToken cancellationToken)
    {
        var call = new CallContext(options: null, needsPermits: false, [], handler: null, NullLogger.Instance, log: null, stop: null, cancellationToken);
        var state = new RunState(plan, call);
        state.Frame.CopyFrom(frame);
        return state;
    }
}
