using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Functions;
using Hypergraph.Nodes.Values;
using Hypergraph.Planning;
using Hypergraph.Runs.Context;
using Hypergraph.Telemetry;
using Hypergraph.Threading;
using Hypergraph.TypedCalls.Inputs;
using Hypergraph.TypedCalls.Outputs;

namespace Hypergraph.TypedCalls.Calls;

/// <summary>
/// A graph whose inputs and outputs are bound to types, once for all calls. A static schedule that nothing observes runs on a frame, without a dictionary
/// and a result; everything else is an ordinary run.
/// </summary>
/// <param name="plan">The plan of the graph.</param>
/// <param name="names">The names of the inputs that a call supplies.</param>
/// <param name="inputs">Supplies them.</param>
/// <param name="outputs">Reads the outputs.</param>
internal sealed class TypedCall<TInput, TOutput>(ExecutionPlan plan, string[] names, InputWriter<TInput> inputs, OutputReader<TOutput> outputs)
{
    /// <summary>The longest chain whose functions call each other, as each is a frame on the stack.</summary>
    private const int MaxChain = 16;

    private readonly FrameSchedule? _schedule = FrameSchedule.Suits(plan) ? new FrameSchedule(plan) : null;
    private readonly FunctionChain<TInput, TOutput>? _chain = ChainOf(plan, inputs, outputs);

    /// <summary>Whether the calling thread can run the graph on a frame.</summary>
    public bool IsSynchronous => _schedule is not null && plan.IsSynchronous;

    /// <summary>Whether the graph is a chain that can run on a frame.</summary>
    public bool IsChain => _schedule is not null && plan.Shape == PlanShape.Chain;

    /// <summary>Runs in the cheapest way that the runner and the options permit.</summary>
    public TOutput Run(in TInput input, SyncRunner runner, RunOptions? options, CancellationToken cancellationToken) =>
        IsSynchronous && runner.IsUnobserved(options) && ActivityStarter.Listening == TelemetryParts.None
            ? RunDirectly(input, runner, options, cancellationToken)
            : RunOrdinary(input, runner, options, cancellationToken);

    /// <summary>Runs in the cheapest way that the runner and the options permit.</summary>
    public ValueTask<TOutput> RunAsync(in TInput input, IGraphRunner runner, RunOptions? options, CancellationToken cancellationToken) =>
        IsChain && runner is AsyncRunner local && local.IsUnobserved(options) && ActivityStarter.Listening == TelemetryParts.None
            ? RunDirectlyAsync(input, runner, options, cancellationToken)
            : RunOrdinaryAsync(input, runner, options, cancellationToken);

    /// <summary>Runs without a run around the functions. Only for a graph that <see cref="IsSynchronous"/>.</summary>
    public TOutput RunDirectly(in TInput input, SyncRunner runner, RunOptions? options, CancellationToken cancellationToken) =>
        _chain is not null && !cancellationToken.CanBeCanceled ? RunChain(_chain, input) : RunOnFrame(input, runner, options, cancellationToken);

    /// <summary>Runs without a run around the functions. Only for a graph that <see cref="IsChain"/>.</summary>
    public ValueTask<TOutput> RunDirectlyAsync(in TInput input, IGraphRunner runner, RunOptions? options, CancellationToken cancellationToken)
    {
        if (ExecutionContext.Capture() is not { } context)
        {
            // The caller has suppressed the flow of its context. Only an ordinary run keeps what a node changes in it from the caller.
            return RunOrdinaryAsync(input, runner, options, cancellationToken);
        }

        return _chain is not null && !cancellationToken.CanBeCanceled ? RunChainAsync(_chain, input, context) : RunOnFrameAsync(input, context, runner, options, cancellationToken);
    }

    private TOutput RunOnFrame(in TInput input, SyncRunner runner, RunOptions? options, CancellationToken cancellationToken)
    {
        FrameSchedule schedule = _schedule!;
        Frame frame = schedule.Rent(cancellationToken);
        int position = FrameSchedule.BeforeFirst;
        try
        {
            if (inputs.TryWrite(frame, input))
            {
                ResolvedCall[] calls = schedule.Calls;
                for (position = 0; position < calls.Length; position++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    _ = calls[position].Invoke(frame);
                    schedule.Release(position, frame);
                }

                return outputs.Read(frame);
            }
        }
        catch (Exception exception) when (schedule.Explains(exception, position))
        {
            schedule.ThrowIfFailed(exception, position, frame, cancellationToken);
            return outputs.Read(schedule.ResultOf(frame));
        }
        finally
        {
            schedule.Return(frame);
        }

        return RunOrdinary(input, runner, options, cancellationToken);
    }

    private ValueTask<TOutput> RunOnFrameAsync(in TInput input, ExecutionContext context, IGraphRunner runner, RunOptions? options, CancellationToken cancellationToken)
    {
        FrameSchedule schedule = _schedule!;
        Frame frame = schedule.Rent(cancellationToken);
        int position = FrameSchedule.BeforeFirst;
        Task? pending = null;
        try
        {
            if (inputs.TryWrite(frame, input))
            {
                position = 0;
                pending = schedule.Advance(ref position, frame, context, cancellationToken);
                return pending is null ? new ValueTask<TOutput>(outputs.Read(frame)) : new ValueTask<TOutput>(EndAsync(pending, position, frame, cancellationToken));
            }
        }
        catch (Exception exception)
        {
            AmbientContext.Restore(context);
            pending = Task.FromException(exception);
            return new ValueTask<TOutput>(EndAsync(pending, position, frame, cancellationToken));
        }
        finally
        {
            if (pending is null)
            {
                schedule.Return(frame);
            }
        }

        return RunOrdinaryAsync(input, runner, options, cancellationToken);
    }

    /// <summary>Runs as an ordinary run.</summary>
    public TOutput RunOrdinary(in TInput input, SyncRunner runner, RunOptions? options, CancellationToken cancellationToken) =>
        Read(runner.Run(plan.Graph, InputsOf(input), options, cancellationToken));

    /// <summary>Runs as an ordinary run.</summary>
    public ValueTask<TOutput> RunOrdinaryAsync(in TInput input, IGraphRunner runner, RunOptions? options, CancellationToken cancellationToken)
    {
        try
        {
            return new(ReadAsync(runner.RunAsync(plan.Graph, InputsOf(input), options, cancellationToken)));
        }
        catch (Exception exception)
        {
            return ValueTask.FromException<TOutput>(exception);
        }
    }

    /// <summary>The functions of a graph as one chain; null if they need a frame.</summary>
    private static FunctionChain<TInput, TOutput>? ChainOf(ExecutionPlan plan, InputWriter<TInput> inputs, OutputReader<TOutput> outputs)
    {
        if (!FrameSchedule.Suits(plan) || plan.Calls.Length > MaxChain || inputs is not SlotInput<TInput> { UncheckedSlot: { } slot } || outputs is not SlotOutput<TOutput> output)
        {
            return null;
        }

        FunctionChain<TInput>? chain = (plan.Calls[0] as ChainableCall)?.Start<TInput>(slot);
        for (int i = 1; i < plan.Calls.Length && chain is not null; i++)
        {
            chain = (plan.Calls[i] as ChainableCall)?.Append(chain);
        }

        return chain is FunctionChain<TInput, TOutput> all && output.Slot.IsUncheckedAs(all.Output) ? all : null;
    }

    private TOutput RunChain(FunctionChain<TInput, TOutput> chain, TInput input)
    {
        var progress = new ChainProgress(context: null);
        try
        {
            return chain.Invoke(input, ref progress);
        }
        catch (Exception exception)
        {
            _schedule!.ThrowIfFailed(exception, progress.Position, CancellationToken.None);
            throw;
        }
    }

    private ValueTask<TOutput> RunChainAsync(FunctionChain<TInput, TOutput> chain, TInput input, ExecutionContext context)
    {
        var progress = new ChainProgress(context);
        try
        {
            return new ValueTask<TOutput>(chain.Invoke(input, ref progress));
        }
        catch (Exception exception)
        {
            progress.RestoreContext();
            return new ValueTask<TOutput>(EndAsync(Task.FromException(exception), progress.Position, _schedule!.Rent(CancellationToken.None), CancellationToken.None));
        }
    }

    /// <summary>Continues with what follows the task of a function, or reports what was thrown so far.</summary>
    [AsyncMethodBuilder(typeof(RunTaskMethodBuilder<>))]
    private async Task<TOutput> EndAsync(Task? pending, int position, Frame frame, CancellationToken cancellationToken)
    {
        FrameSchedule schedule = _schedule!;
        ExecutionContext? context = ExecutionContext.Capture();
        try
        {
            while (pending is not null)
            {
                await pending.ConfigureAwait(false);
                schedule.EndPending(pending, position, frame);
                position++;
                pending = schedule.Advance(ref position, frame, context, cancellationToken);
            }

            return outputs.Read(frame);
        }
        catch (Exception exception) when (schedule.Explains(exception, position))
        {
            schedule.ThrowIfFailed(exception, position, frame, cancellationToken, isTask: true);
            return outputs.Read(schedule.ResultOf(frame));
        }
        finally
        {
            schedule.Return(frame);
        }
    }

    [AsyncMethodBuilder(typeof(RunTaskMethodBuilder<>))]
    private async Task<TOutput> ReadAsync(Task<RunResult> run)
    {
        try
        {
            return Read(await run.ConfigureAwait(false));
        }
        catch (OperationCanceledException exception) when (run.IsFaulted)
        {
            throw new NodeCancellationException(exception);
        }
    }

    private GraphInputs InputsOf(in TInput input)
    {
        object?[] values = new object?[names.Length];
        inputs.AddTo(values, input);
        return GraphInputs.From(new NamedValues(names, values));
    }

    private TOutput Read(RunResult result)
    {
        if (!result.IsCompleted)
        {
            ThrowIncomplete(result);
        }

        return outputs.Read(result);
    }

    /// <summary>Throws what prevented a run from completing that was to report it in its result.</summary>
    private static void ThrowIncomplete(RunResult result)
    {
        if (result.Error is { } error)
        {
            ExceptionDispatchInfo.Throw(error);
        }

        throw new InvalidOperationException(result.Pause is { } pause
            ? $"The run is paused at node '{pause.NodePath}', so that it has no outputs yet. Run the graph itself to resume it."
            : "The run was stopped, so that it has no outputs.");
    }
}
