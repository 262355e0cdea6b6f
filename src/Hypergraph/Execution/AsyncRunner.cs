using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

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
public sealed partial class AsyncRunner : Runner
{
    /// <summary>Creates the runner.</summary>
    /// <param name="eventProcessors">Processors for every call.</param>
    public AsyncRunner(params EventProcessor[] eventProcessors)
        : base(eventProcessors)
    {
    }

    /// <summary>Runs a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="values">The inputs by name.</param>
    /// <param name="options">Processors, errors, limits.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    /// <exception cref="MissingInputException">A required input is missing.</exception>
    /// <exception cref="InvalidInputException">A name is unknown, or a value of the wrong type.</exception>
    /// <exception cref="IterationLimitException">A loop did not converge, with <see cref="ErrorHandling.Raise"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>With <see cref="ErrorHandling.Raise"/> a failing node's own exception is thrown, its stack trace intact.</remarks>
    [AsyncMethodBuilder(typeof(RunTaskMethodBuilder<>))]
    public async Task<RunResult> RunAsync(
        Graph graph, IReadOnlyDictionary<string, object?> values, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        RunState state = Prepare(graph, values, options, stop: null, cancellationToken);

        // A value is released after its last consumer, even if the caller supplied it.
        values = NamedValues.Empty;
        RunOptions used = OrDefault(options);
        return Begin(state, used) is { } dispatcher
            ? ResultOfCall(state, await RunToEndAsync(state, dispatcher).ConfigureAwait(false), used)
            : ResultOfCall(state, state.End(await AsyncExecutor.RunAsync(state).ConfigureAwait(false)), used);
    }

    /// <summary>Runs a graph with the properties of an object as inputs: <c>new { x = 5 }</c>, or any kind of dictionary.</summary>
    /// <inheritdoc cref="RunAsync(Graph, IReadOnlyDictionary{string, object}, RunOptions, CancellationToken)"/>
    [RequiresUnreferencedCode(CallValues.ReflectionMessage)]
    public Task<RunResult> RunAsync(Graph graph, object values, RunOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync(graph, CallValues.Of(values), options, cancellationToken);

    /// <summary>Runs a graph with name-value tuples as inputs.</summary>
    /// <inheritdoc cref="RunAsync(Graph, IReadOnlyDictionary{string, object}, RunOptions, CancellationToken)"/>
    public Task<RunResult> RunAsync(
        Graph graph, (string Name, object? Value)[] values, RunOptions options, CancellationToken cancellationToken = default) =>
        RunAsync(graph, CallValues.Of(values.AsSpan()), options, cancellationToken);

    /// <summary>Runs a graph with name-value tuples as inputs: <c>RunAsync(graph, ("x", 5), ("y", 6))</c>.</summary>
    /// <inheritdoc cref="RunAsync(Graph, IReadOnlyDictionary{string, object}, RunOptions, CancellationToken)"/>
    public Task<RunResult> RunAsync(Graph graph, params (string Name, object? Value)[] values) =>
        RunAsync(graph, CallValues.Of(values.AsSpan()));

    /// <summary>Runs a graph once for each item of the named inputs, several items at the same time.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="values">The inputs by name; those mapped over are collections, the others the same for every item.</param>
    /// <param name="over">The inputs to map over.</param>
    /// <param name="options">How several inputs make items, processors, errors, limits.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    /// <exception cref="MissingInputException">A required input is missing.</exception>
    /// <exception cref="InvalidInputException">
    /// A name is unknown, a value of the wrong type, a mapped one no collection, or the lengths differ.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>
    /// With <see cref="ErrorHandling.Raise"/>, no item after a failed one starts, the items in flight finish, and the
    /// exception of the first item in input order that fails is thrown, as by <see cref="SyncRunner"/>.
    /// </remarks>
    [AsyncMethodBuilder(typeof(RunTaskMethodBuilder<>))]
    public async Task<MapResult> MapAsync(
        Graph graph, IReadOnlyDictionary<string, object?> values, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        MapOptions used = OrDefault(options);
        (RunState given, MapItems items) = PrepareMap(graph, values, over, used, stop: null, cancellationToken);
        values = NamedValues.Empty;
        EventDispatcher? dispatcher = CreateDispatcher(graph, used);
        AsyncMap map = CreateMap(given, items, dispatcher, used);
        RunSpan? span = BeginMap(map, dispatcher, used);
        return ResultOfCall(map, await RunToEndAsync(map, span, dispatcher).ConfigureAwait(false), span, used);
    }

    /// <summary>Maps with the properties of an object as inputs: <c>new { x = numbers }</c>, or any kind of dictionary.</summary>
    /// <inheritdoc cref="MapAsync(Graph, IReadOnlyDictionary{string, object}, MapOver, MapOptions, CancellationToken)"/>
    [RequiresUnreferencedCode(CallValues.ReflectionMessage)]
    public Task<MapResult> MapAsync(Graph graph, object values, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default) =>
        MapAsync(graph, CallValues.Of(values), over, options, cancellationToken);

    /// <summary>Maps with name-value tuples as inputs.</summary>
    /// <inheritdoc cref="MapAsync(Graph, IReadOnlyDictionary{string, object}, MapOver, MapOptions, CancellationToken)"/>
    public Task<MapResult> MapAsync(
        Graph graph, (string Name, object? Value)[] values, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default) =>
        MapAsync(graph, CallValues.Of(values.AsSpan()), over, options, cancellationToken);

    /// <summary>Starts a run on the thread pool and returns a handle.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="values">The inputs by name.</param>
    /// <param name="options">Processors, errors, limits.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    /// <exception cref="MissingInputException">A required input is missing.</exception>
    /// <exception cref="InvalidInputException">A name is unknown, or a value of the wrong type.</exception>
    /// <remarks>Invalid input is rejected here. <see cref="RunHandle{TResult}.Completion"/> reports everything later.</remarks>
    public RunHandle<RunResult> Start(
        Graph graph, IReadOnlyDictionary<string, object?> values, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var stop = new StopSignal();
        RunState state = Prepare(graph, values, options, stop, cancellationToken);
        return Start(state, OrDefault(options), stop);
    }

    /// <summary>Starts a run with the properties of an object as inputs: <c>new { x = 5 }</c>, or any kind of dictionary.</summary>
    /// <inheritdoc cref="Start(Graph, IReadOnlyDictionary{string, object}, RunOptions, CancellationToken)"/>
    [RequiresUnreferencedCode(CallValues.ReflectionMessage)]
    public RunHandle<RunResult> Start(Graph graph, object values, RunOptions? options = null, CancellationToken cancellationToken = default) =>
        Start(graph, CallValues.Of(values), options, cancellationToken);

    /// <summary>
    /// As <see cref="Start(Graph, IReadOnlyDictionary{string, object}, RunOptions, CancellationToken)"/>, with nothing done on
    /// the calling thread: neither input validation nor the first event. For callers that must not block.
    /// </summary>
    /// <inheritdoc cref="Start(Graph, IReadOnlyDictionary{string, object}, RunOptions, CancellationToken)"/>
    public Task<RunHandle<RunResult>> StartAsync(
        Graph graph, IReadOnlyDictionary<string, object?> values, RunOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => Start(graph, values, options, cancellationToken), CancellationToken.None);

    /// <summary>Starts a run with the properties of an object as inputs: <c>new { x = 5 }</c>, or any kind of dictionary.</summary>
    /// <inheritdoc cref="StartAsync(Graph, IReadOnlyDictionary{string, object}, RunOptions, CancellationToken)"/>
    [RequiresUnreferencedCode(CallValues.ReflectionMessage)]
    public Task<RunHandle<RunResult>> StartAsync(Graph graph, object values, RunOptions? options = null, CancellationToken cancellationToken = default) =>
        StartAsync(graph, CallValues.Of(values), options, cancellationToken);

    /// <summary>Starts a map on the thread pool and returns a handle.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="values">The inputs by name; those mapped over are collections, the others the same for every item.</param>
    /// <param name="over">The inputs to map over.</param>
    /// <param name="options">How several inputs make items, processors, errors, limits.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    /// <exception cref="MissingInputException">A required input is missing.</exception>
    /// <exception cref="InvalidInputException">
    /// A name is unknown, a value of the wrong type, a mapped one no collection, or the lengths differ.
    /// </exception>
    /// <remarks>Invalid input is rejected here. <see cref="RunHandle{TResult}.Completion"/> reports everything later.</remarks>
    public RunHandle<MapResult> StartMap(
        Graph graph, IReadOnlyDictionary<string, object?> values, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var stop = new StopSignal();
        MapOptions used = OrDefault(options);
        (RunState given, MapItems items) = PrepareMap(graph, values, over, used, stop, cancellationToken);
        return StartMap(graph, used, stop, dispatcher => CreateMap(given, items, dispatcher, used));
    }

    /// <summary>Starts a map with the properties of an object as inputs: <c>new { x = numbers }</c>, or any kind of dictionary.</summary>
    /// <inheritdoc cref="StartMap(Graph, IReadOnlyDictionary{string, object}, MapOver, MapOptions, CancellationToken)"/>
    [RequiresUnreferencedCode(CallValues.ReflectionMessage)]
    public RunHandle<MapResult> StartMap(Graph graph, object values, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default) =>
        StartMap(graph, CallValues.Of(values), over, options, cancellationToken);

    /// <summary>
    /// As <see cref="StartMap(Graph, IReadOnlyDictionary{string, object}, MapOver, MapOptions, CancellationToken)"/>, with
    /// nothing done on the calling thread: neither the checking of input nor the first event.
    /// </summary>
    /// <inheritdoc cref="StartMap(Graph, IReadOnlyDictionary{string, object}, MapOver, MapOptions, CancellationToken)"/>
    public Task<RunHandle<MapResult>> StartMapAsync(
        Graph graph, IReadOnlyDictionary<string, object?> values, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => StartMap(graph, values, over, options, cancellationToken), CancellationToken.None);

    /// <summary>Starts a map with the properties of an object as inputs: <c>new { x = numbers }</c>, or any kind of dictionary.</summary>
    /// <inheritdoc cref="StartMapAsync(Graph, IReadOnlyDictionary{string, object}, MapOver, MapOptions, CancellationToken)"/>
    [RequiresUnreferencedCode(CallValues.ReflectionMessage)]
    public Task<RunHandle<MapResult>> StartMapAsync(
        Graph graph, object values, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default) =>
        StartMapAsync(graph, CallValues.Of(values), over, options, cancellationToken);

    private static EventHistory? HistoryOf(RunOptions options) => options.KeepsEvents ? new EventHistory() : null;

    /// <summary>Begins the root scope of a map; there is none without a listener, nor for a map over nothing.</summary>
    private static RunSpan? BeginMap(AsyncMap map, EventDispatcher? dispatcher, RunOptions options) =>
        dispatcher is null || map.Count == 0 ? null : RunSpan.StartRoot(dispatcher, map.InitialState.Plan.Graph, options.WorkflowId, map.Count);

    private RunHandle<RunResult> Start(RunState state, RunOptions options, StopSignal stop)
    {
        EventHistory? history = HistoryOf(options);
        EventDispatcher? dispatcher = Begin(state, options, history);
        RunSpan? span = state.Span;
        RunId id = span?.RunId ?? RunId.New();
        Task<RunResult> completion = OnPool(() => RunToEndAsync(state, dispatcher), outcome => ResultOf(state, outcome, options, id));
        return new RunHandle<RunResult>(id, completion, stop, span, history, static r => r.Status);
    }

    private RunHandle<MapResult> StartMap(Graph graph, MapOptions options, StopSignal stop, Func<EventDispatcher?, AsyncMap> create)
    {
        EventHistory? history = HistoryOf(options);
        EventDispatcher? dispatcher = CreateDispatcher(graph, options, history);
        AsyncMap map = create(dispatcher);
        RunSpan? span = BeginMap(map, dispatcher, options);
        RunId id = span?.RunId ?? RunId.New();
        Task<MapResult> completion = OnPool(() => RunToEndAsync(map, span, dispatcher), outcome => ResultOf(map, outcome, span, options, id));
        return new RunHandle<MapResult>(id, completion, stop, span, history, static r => r.Status);
    }

    /// <summary>Begins the root scope of a run.</summary>
    private EventDispatcher? Begin(RunState state, RunOptions options, EventHistory? history = null)
    {
        EventDispatcher? dispatcher = CreateDispatcher(state.Plan.Graph, options, history);
        state.Span = dispatcher is null ? null : RunSpan.StartRoot(dispatcher, state.Plan.Graph, options.WorkflowId, itemIndex: state.ItemIndex);
        return dispatcher;
    }

    private static AsyncMap CreateMap(RunState given, MapItems items, EventDispatcher? dispatcher, MapOptions options) =>
        AsyncMap.Start(items, given, CreateCollector(given.Plan, items, dispatcher is not null), options.ErrorHandling);

    private static Task<TResult> OnPool<TResult>(Func<ValueTask<RunOutcome>> run, Func<RunOutcome, TResult> resultOf) =>
        Task.Run(() => ToResultAsync(run(), resultOf), CancellationToken.None);

    /// <summary>Runs to the end, with the last event and the shutdown of the processors.</summary>
    private async ValueTask<RunOutcome> RunToEndAsync(RunState state, EventDispatcher? dispatcher)
    {
        try
        {
            return state.End(await AsyncExecutor.RunAsync(state).ConfigureAwait(false));
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
            RunOutcome outcome = await map.RunAsync(span).ConfigureAwait(false);
            span?.End(outcome);
            return outcome;
        }
        finally
        {
            await ShutdownAsync(dispatcher).ConfigureAwait(false);
        }
    }

    private MapResult ResultOf(AsyncMap map, RunOutcome outcome, RunSpan? span, MapOptions options, RunId? id = null)
    {
        RunLog.End(Logger, map.InitialState.Plan.Graph, options, outcome);
        ThrowIfRequired(outcome, options.ErrorHandling);
        return new MapResult(map.InitialState.Plan, map.Collector, outcome, id ?? span?.RunId, span?.Duration);
    }

    /// <summary>As <see cref="Runner.ResultOf"/>, for the task of a call: a node's own cancellation faults it.</summary>
    private RunResult ResultOfCall(RunState state, RunOutcome outcome, RunOptions options)
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

    private MapResult ResultOfCall(AsyncMap map, RunOutcome outcome, RunSpan? span, MapOptions options)
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
