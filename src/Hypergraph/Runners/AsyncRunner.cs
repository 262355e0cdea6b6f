using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Hypergraph.Events.Dispatching;
using Hypergraph.Handles;
using Hypergraph.Runs.Context;
using Hypergraph.Runs.Emitting;
using Hypergraph.Runs.Maps;
using Hypergraph.Runs.Outcomes;
using Hypergraph.Runs.State;
using Hypergraph.Runs.Steps;
using Hypergraph.Telemetry;

namespace Hypergraph;

/// <summary>
/// Runs graphs without blocking a thread. Nodes that are ready at the same time run at the same time; where the graph has
/// no loop and no gate, a node starts as soon as its own inputs are available. It produces the same results as
/// <see cref="SyncRunner"/>.
/// </summary>
/// <remarks>
/// A run starts on the calling thread and stays there until it meets something asynchronous; of several synchronous
/// functions that are ready at once, each runs on the pool. When a node fails, no new node of its run starts, those
/// running finish, and the failure of the node declared first is reported.
/// <para>
/// Every node starts with the caller's <see cref="ExecutionContext"/>, so with the caller's values of <see cref="AsyncLocal{T}"/>; what
/// a node changes in it does not reach other nodes or the caller.
/// </para>
/// </remarks>
public sealed partial class AsyncRunner : Runner, IResumableGraphRunner, IDurableGraphRunner
{
    /// <summary>Creates the runner.</summary>
    /// <param name="eventProcessors">Processors for every call.</param>
    public AsyncRunner(params EventProcessor[] eventProcessors)
        : base(eventProcessors)
    {
    }

    /// <inheritdoc/>
    /// <exception cref="IterationLimitException">A loop did not converge, with <see cref="ErrorHandling.Raise"/>.</exception>
    /// <remarks>With <see cref="ErrorHandling.Raise"/> a failing node's own exception is thrown, its stack trace intact.</remarks>
    [AsyncMethodBuilder(typeof(RunTaskMethodBuilder<>))]
    public async Task<RunResult> RunAsync(
        Graph graph, GraphInputs inputs, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (IsDurable(options))
        {
            return await RunDurableAsync(graph, inputs, options, cancellationToken).ConfigureAwait(false);
        }

        RunState state = Prepare(graph, inputs, options, stop: null, cancellationToken);

        // A value is released after its last consumer, even if the caller supplied it.
        inputs = GraphInputs.Empty;
        RunOptions used = OrDefault(options);
        return Begin(state, used) is { } dispatcher
            ? ResultOfCall(state, await RunToEndAsync(state, dispatcher).ConfigureAwait(false), used)
            : ResultOfCall(state, state.End(await AsyncExecutor.RunAsync(state).ConfigureAwait(false)), used);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// With <see cref="ErrorHandling.Raise"/>, no item after a failed one starts, the items in flight finish, and the
    /// exception of the first item in input order that fails is thrown, as by <see cref="SyncRunner"/>.
    /// </remarks>
    [AsyncMethodBuilder(typeof(RunTaskMethodBuilder<>))]
    public async Task<MapResult> MapAsync(
        Graph graph, GraphInputs inputs, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (IsDurable(options))
        {
            return await MapDurableAsync(graph, inputs, over, options, cancellationToken).ConfigureAwait(false);
        }

        MapOptions used = OrDefault(options);
        (RunState initialState, MapItems items) = PrepareMap(graph, inputs, over, used, stop: null, cancellationToken);
        inputs = GraphInputs.Empty;
        EventDispatcher? dispatcher = CreateDispatcher(graph, initialState.Call, used);
        AsyncMap map = CreateMap(initialState, items, dispatcher, used);
        RunSpan? span = BeginMap(map, dispatcher);
        return ResultOfCall(map, await RunToEndAsync(map, span, dispatcher).ConfigureAwait(false), span, used);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The inputs are validated and the first event is emitted on the calling thread; the nodes run on the thread pool. A caller whose thread must not
    /// block calls this method from the pool.
    /// </remarks>
    public RunHandle<RunResult> Start(
        Graph graph, GraphInputs inputs, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var stop = new StopSignal();
        RunState state = IsDurable(options)
            ? Blocking(PrepareDurableAsync(graph, inputs, options, stop, cancellationToken))
            : Prepare(graph, inputs, options, stop, cancellationToken);
        return Start(state, OrDefault(options), stop);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The inputs are validated and the first event is emitted on the calling thread; the nodes run on the thread pool. A caller whose thread must not
    /// block calls this method from the pool.
    /// </remarks>
    public RunHandle<MapResult> StartMap(
        Graph graph, GraphInputs inputs, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var stop = new StopSignal();
        MapOptions used = OrDefault(options);
        (RunState initialState, MapItems items) = IsDurable(options)
            ? Blocking(PrepareDurableMapAsync(graph, inputs, over, used, stop, cancellationToken))
            : PrepareMap(graph, inputs, over, used, stop, cancellationToken);
        return StartMap(graph, initialState.Call, used, stop, dispatcher => CreateMap(initialState, items, dispatcher, used));
    }

    /// <summary>Begins the root scope of a map; there is none without a listener, nor for a map over nothing.</summary>
    private static RunSpan? BeginMap(AsyncMap map, EventDispatcher? dispatcher)
    {
        if (dispatcher is null || map.Count == 0)
        {
            return null;
        }

        MapCollector collector = map.Collector;
        RunSpan? span = RunSpan.StartRoot(dispatcher, map.Plan.Graph, map.Call, map.Count, trace: new TraceOrigin(Remote: null, collector.FirstTrace));
        if (span is null && !map.IsResumed)
        {
            collector.ForgetTrace();
        }

        collector.FirstTrace = collector.FirstTrace == default && span is not null ? span.TraceContext : collector.FirstTrace;
        return span;
    }

    private RunHandle<RunResult> Start(RunState state, RunOptions options, StopSignal stop)
    {
        EventHistory? history = HistoryOf(options);
        EventDispatcher? dispatcher = Begin(state, options, history);
        RunSpan? span = state.Span;
        RunId id = IdOf(span, state.Call);
        Task<RunResult> completion = OnPool(() => RunToEndAsync(state, dispatcher), outcome => ResultOf(state, outcome, options, id));
        return new RunHandle<RunResult>(id, completion, stop, span, history, static r => r.Status);
    }

    private RunHandle<MapResult> StartMap(Graph graph, CallContext call, MapOptions options, StopSignal stop, Func<EventDispatcher?, AsyncMap> create)
    {
        EventHistory? history = HistoryOf(options);
        EventDispatcher? dispatcher = CreateDispatcher(graph, call, options, history);
        AsyncMap map = create(dispatcher);
        RunSpan? span = BeginMap(map, dispatcher);
        RunId id = IdOf(span, map.Call);
        Task<MapResult> completion = OnPool(() => RunToEndAsync(map, span, dispatcher), outcome => ResultOf(map, outcome, span, options, id));
        return new RunHandle<MapResult>(id, completion, stop, span, history, static r => r.Status);
    }

    /// <summary>Begins the root scope of a run.</summary>
    private EventDispatcher? Begin(RunState state, RunOptions options, EventHistory? history = null)
    {
        EventDispatcher? dispatcher = CreateDispatcher(state.Plan.Graph, state.Call, options, history);
        if (dispatcher is null)
        {
            return null;
        }

        ActivityContext first = state.Interrupts?.FirstTrace ?? default;
        state.Span = RunSpan.StartRoot(
            dispatcher, state.Plan.Graph, state.Call, itemIndex: state.ItemIndex, trace: new TraceOrigin(state.Call.Remote, first));
        if (state is { Interrupts: { } interrupts, Span: { } span } && first == default)
        {
            interrupts.FirstTrace = span.TraceContext;
        }

        return state.Span is null ? null : dispatcher;
    }

    private static AsyncMap CreateMap(RunState initialState, MapItems items, EventDispatcher? dispatcher, MapOptions options) =>
        AsyncMap.Start(items, initialState, CreateCollector(initialState.Plan, items, dispatcher is not null), options.ErrorHandling);

    private static Task<TResult> OnPool<TResult>(Func<ValueTask<RunOutcome>> run, Func<RunOutcome, TResult> resultOf) =>
        Task.Run(() => ToResultAsync(run(), resultOf), CancellationToken.None);

    /// <summary>Runs to the end, with the last event and the shutdown of the processors.</summary>
    private async ValueTask<RunOutcome> RunToEndAsync(RunState state, EventDispatcher? dispatcher)
    {
        try
        {
            state.Span?.MakeCurrent();
            return state.End(await RunStepsAsync(state).ConfigureAwait(false));
        }
        finally
        {
            await ShutdownAsync(dispatcher).ConfigureAwait(false);
        }
    }

    private async ValueTask<RunOutcome> RunToEndAsync(AsyncMap map, RunSpan? span, EventDispatcher? dispatcher)
    {
        try
        {
            span?.MakeCurrent();
            RunOutcome outcome = await RunItemsAsync(map, span).ConfigureAwait(false);
            span?.End(outcome);
            return outcome;
        }
        finally
        {
            await ShutdownAsync(dispatcher).ConfigureAwait(false);
        }
    }

    private static MapResult ResultOf(AsyncMap map, RunOutcome outcome, RunSpan? span, MapOptions options, RunId? id = null)
    {
        LogEnd(map.Call, outcome);
        outcome.ThrowIfRequired(options.ErrorHandling);
        return new MapResult(map.Plan, map.Collector, outcome, id ?? span?.RunId ?? map.Call.Log?.RunId, span?.Duration);
    }

    /// <summary>As <see cref="Runner.ResultOf"/>, for the task of a call: a node's own cancellation faults it.</summary>
    private static RunResult ResultOfCall(RunState state, RunOutcome outcome, RunOptions options)
    {
        try
        {
            return ResultOf(state, outcome, options);
        }
        catch (OperationCanceledException exception) when (outcome.Status == RunStatus.Failed)
        {
            throw new NodeCancellationException(exception);
        }
    }

    private static MapResult ResultOfCall(AsyncMap map, RunOutcome outcome, RunSpan? span, MapOptions options)
    {
        try
        {
            return ResultOf(map, outcome, span, options);
        }
        catch (OperationCanceledException exception) when (outcome.Status == RunStatus.Failed)
        {
            throw new NodeCancellationException(exception);
        }
    }

    private ValueTask ShutdownAsync(EventDispatcher? dispatcher) => dispatcher?.ShutdownAsync(ShutdownTimeout) ?? ValueTask.CompletedTask;
}
