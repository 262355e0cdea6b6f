using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Hypergraph.Nodes.Values;
using Hypergraph.Planning;
using Hypergraph.Runs.Context;
using Hypergraph.Telemetry;
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
    private readonly FrameSchedule? _schedule = FrameSchedule.Suits(plan) ? new FrameSchedule(plan) : null;
    private readonly FramePool _frames = new(plan);

    /// <summary>Whether the calling thread can run the graph on a frame.</summary>
    public bool IsSynchronous => _schedule is not null && plan.IsSynchronous;

    /// <summary>Whether the graph is a chain that can run on a frame.</summary>
    public bool IsChain => _schedule is not null && plan.Shape == PlanShape.Chain;

    /// <summary>Runs in the cheapest way that the runner and the options permit.</summary>
    public TOutput Run(in TInput input, SyncRunner runner, RunOptions? options, CancellationToken cancellationToken) =>
        IsSynchronous && runner.IsUnobserved(options) && ActivityStarter.Listening == TelemetryParts.None
            ? RunOnFrame(input, runner, options, cancellationToken)
            : RunOrdinary(input, runner, options, cancellationToken);

    /// <summary>Runs in the cheapest way that the runner and the options permit.</summary>
    public ValueTask<TOutput> RunAsync(in TInput input, IGraphRunner runner, RunOptions? options, CancellationToken cancellationToken) =>
        IsChain && runner is AsyncRunner local && local.IsUnobserved(options) && ActivityStarter.Listening == TelemetryParts.None
            ? RunOnFrameAsync(input, runner, options, cancellationToken)
            : RunOrdinaryAsync(input, runner, options, cancellationToken);

    /// <summary>Runs on a frame. Only for a graph that <see cref="IsSynchronous"/>.</summary>
    public TOutput RunOnFrame(in TInput input, SyncRunner runner, RunOptions? options, CancellationToken cancellationToken)
    {
        Frame frame = _frames.Rent();
        try
        {
            if (inputs.TryWrite(frame, input))
            {
                plan.Inject(frame, services: null, cancellationToken);
                _schedule!.Run(frame, cancellationToken);
                return Read(frame);
            }
        }
        finally
        {
            _frames.Return(frame);
        }

        return RunOrdinary(input, runner, options, cancellationToken);
    }

    /// <summary>Runs on a frame. Only for a graph that <see cref="IsChain"/>.</summary>
    public ValueTask<TOutput> RunOnFrameAsync(in TInput input, IGraphRunner runner, RunOptions? options, CancellationToken cancellationToken)
    {
        Frame frame = _frames.Rent();
        Task? pending = null;
        try
        {
            if (inputs.TryWrite(frame, input))
            {
                plan.Inject(frame, services: null, cancellationToken);
                pending = _schedule!.Start(frame, cancellationToken);
                return pending is null ? new ValueTask<TOutput>(Read(frame)) : new ValueTask<TOutput>(EndAsync(pending, frame));
            }
        }
        catch (Exception exception)
        {
            return ValueTask.FromException<TOutput>(exception);
        }
        finally
        {
            if (pending is null)
            {
                _frames.Return(frame);
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

    [AsyncMethodBuilder(typeof(RunTaskMethodBuilder<>))]
    private async Task<TOutput> EndAsync(Task pending, Frame frame)
    {
        try
        {
            await pending.ConfigureAwait(false);
            return Read(frame);
        }
        finally
        {
            _frames.Return(frame);
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

    private TOutput Read(Frame frame)
    {
        try
        {
            return outputs.Read(frame);
        }
        catch (Exception exception) when (exception is InvalidCastException or NullReferenceException)
        {
            // The result of an ordinary run has the message for a value of another type.
            return outputs.Read(_schedule!.ResultOf(frame));
        }
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
