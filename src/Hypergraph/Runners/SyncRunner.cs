using System.Diagnostics.CodeAnalysis;
using Hypergraph.Events.Dispatching;
using Hypergraph.Handles;
using Hypergraph.Hosting;
using Hypergraph.Planning;
using Hypergraph.Runs.Context;
using Hypergraph.Runs.Emitting;
using Hypergraph.Runs.Maps;
using Hypergraph.Runs.Outcomes;
using Hypergraph.Runs.State;
using Hypergraph.Runs.Steps;
using Hypergraph.Telemetry;

namespace Hypergraph;

/// <summary>
/// Runs graphs on the calling thread: one node at a time, in supersteps, those that are ready together in declaration
/// order. It refuses graphs with asynchronous nodes or interrupts.
/// </summary>
/// <remarks>
/// A run is like a method call: what a node changes in an <see cref="AsyncLocal{T}"/> is seen by the nodes after it and by the caller.
/// </remarks>
public sealed class SyncRunner : Runner
{
    /// <summary>Creates the runner.</summary>
    /// <param name="eventProcessors">Processors for every call.</param>
    public SyncRunner(params EventProcessor[] eventProcessors)
        : base(eventProcessors)
    {
    }

    /// <summary>Runs a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The inputs by name.</param>
    /// <param name="options">Processors, errors, limits.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    /// <exception cref="MissingInputException">A required input is missing.</exception>
    /// <exception cref="InvalidInputException">A name is unknown, or a value of the wrong type.</exception>
    /// <exception cref="IncompatibleRunnerException">The graph has asynchronous nodes or interrupts.</exception>
    /// <exception cref="IterationLimitException">A loop did not converge, with <see cref="ErrorHandling.Raise"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>With <see cref="ErrorHandling.Raise"/> a failing node's own exception is thrown, its stack trace intact.</remarks>
    public RunResult Run(
        Graph graph, GraphInputs inputs, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        CheckSynchronous(graph);
        RunState state = IsDurable(options)
            ? Blocking(PrepareDurableAsync(graph, inputs, options, stop: null, cancellationToken))
            : Prepare(graph, inputs, options, stop: null, cancellationToken);
        RunOptions used = OrDefault(options);
        EventDispatcher? dispatcher = CreateDispatcher(graph, state.Call, used, isOfThisThread: true);
        state.Span = dispatcher is null ? null : StartRoot(dispatcher, state);
        return ResultOf(state, RunToEnd(state, dispatcher), used);
    }

    /// <summary>Runs a graph once for each item of the named inputs, one item after the other.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The inputs by name; those mapped over are collections, the others the same for every item.</param>
    /// <param name="over">The inputs to map over.</param>
    /// <param name="options">How several inputs make items, processors, errors, limits.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    /// <exception cref="MissingInputException">A required input is missing.</exception>
    /// <exception cref="InvalidInputException">
    /// A name is unknown, a value of the wrong type, a mapped one no collection, or the lengths differ.
    /// </exception>
    /// <exception cref="IncompatibleRunnerException">The graph has asynchronous nodes or interrupts.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>With <see cref="ErrorHandling.Raise"/> the map stops at the first failed item, whose exception is thrown.</remarks>
    public MapResult Map(
        Graph graph, GraphInputs inputs, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        CheckSynchronous(graph);
        MapOptions used = OrDefault(options);
        (RunState initialState, MapItems items) = IsDurable(options)
            ? Blocking(PrepareDurableMapAsync(graph, inputs, over, used, stop: null, cancellationToken))
            : PrepareMap(graph, inputs, over, used, stop: null, cancellationToken);
        EventDispatcher? dispatcher = CreateDispatcher(graph, initialState.Call, used, isOfThisThread: true);
        RunSpan? map = dispatcher is null || items.Count == 0 ? null : RunSpan.StartRoot(dispatcher, graph, initialState.Call, items.Count);
        MapCollector collector = CreateCollector(initialState.Plan, items, map is not null);
        return ResultOf(initialState, collector, RunToEnd(items, initialState, map, collector, dispatcher, used), map, used);
    }

    /// <summary>Starts a run on a thread of its own and returns a handle.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The inputs by name.</param>
    /// <param name="options">Processors, errors, limits.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    /// <exception cref="MissingInputException">A required input is missing.</exception>
    /// <exception cref="InvalidInputException">A name is unknown, or a value of the wrong type.</exception>
    /// <exception cref="IncompatibleRunnerException">The graph has asynchronous nodes or interrupts.</exception>
    /// <remarks>Invalid input is rejected here. <see cref="RunHandle{TResult}.Completion"/> reports everything later.</remarks>
    public RunHandle<RunResult> Start(
        Graph graph, GraphInputs inputs, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        CheckSynchronous(graph);
        var stop = new StopSignal();
        RunState state = IsDurable(options)
            ? Blocking(PrepareDurableAsync(graph, inputs, options, stop, cancellationToken))
            : Prepare(graph, inputs, options, stop, cancellationToken);
        RunOptions used = OrDefault(options);
        EventHistory? history = HistoryOf(used);
        EventDispatcher? dispatcher = CreateDispatcher(graph, state.Call, used, history);
        state.Span = dispatcher is null ? null : StartRoot(dispatcher, state);
        RunSpan? span = state.Span;
        RunId id = IdOf(span, state.Call);
        Task<RunResult> completion = OnThread(() => RunToEnd(state, dispatcher), outcome => ResultOf(state, outcome, used, id));
        return new RunHandle<RunResult>(id, completion, stop, span, history, static r => r.Status);
    }

    /// <summary>Starts a map on a thread of its own and returns a handle.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The inputs by name; those mapped over are collections, the others the same for every item.</param>
    /// <param name="over">The inputs to map over.</param>
    /// <param name="options">How several inputs make items, processors, errors, limits.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    /// <exception cref="MissingInputException">A required input is missing.</exception>
    /// <exception cref="InvalidInputException">
    /// A name is unknown, a value of the wrong type, a mapped one no collection, or the lengths differ.
    /// </exception>
    /// <exception cref="IncompatibleRunnerException">The graph has asynchronous nodes or interrupts.</exception>
    /// <remarks>Invalid input is rejected here. <see cref="RunHandle{TResult}.Completion"/> reports everything later.</remarks>
    public RunHandle<MapResult> StartMap(
        Graph graph, GraphInputs inputs, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        CheckSynchronous(graph);
        var stop = new StopSignal();
        MapOptions used = OrDefault(options);
        (RunState initialState, MapItems items) = IsDurable(options)
            ? Blocking(PrepareDurableMapAsync(graph, inputs, over, used, stop, cancellationToken))
            : PrepareMap(graph, inputs, over, used, stop, cancellationToken);
        EventHistory? history = HistoryOf(used);
        EventDispatcher? dispatcher = CreateDispatcher(graph, initialState.Call, used, history);
        RunSpan? map = dispatcher is null || items.Count == 0 ? null : RunSpan.StartRoot(dispatcher, graph, initialState.Call, items.Count);
        RunId id = IdOf(map, initialState.Call);
        MapCollector collector = CreateCollector(initialState.Plan, items, map is not null);
        Task<MapResult> completion = OnThread(
            () => RunToEnd(items, initialState, map, collector, dispatcher, used), outcome => ResultOf(initialState, collector, outcome, map, used, id));
        return new RunHandle<MapResult>(id, completion, stop, map, history, static r => r.Status);
    }

    private static RunSpan? StartRoot(EventDispatcher dispatcher, RunState state) => RunSpan.StartRoot(
        dispatcher, state.Plan.Graph, state.Call, itemIndex: state.ItemIndex, trace: new TraceOrigin(state.Call.Remote, Resumed: default));

    /// <summary>A synchronous run blocks its thread until the end, so it gets a dedicated thread outside the pool.</summary>
    private static Task<TResult> OnThread<TResult>(Func<RunOutcome> run, Func<RunOutcome, TResult> resultOf)
    {
        Task<RunOutcome> running = Task.Factory.StartNew(
            run, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
        return ToResultAsync(new ValueTask<RunOutcome>(running), resultOf);
    }

    /// <summary>Runs to the end, with the last event and the shutdown of the processors.</summary>
    private RunOutcome RunToEnd(RunState state, EventDispatcher? dispatcher)
    {
        try
        {
            state.Span?.MakeCurrent();
            return state.End(RunSteps(state));
        }
        finally
        {
            dispatcher?.Shutdown(ShutdownTimeout);
        }
    }

    private RunOutcome RunToEnd(MapItems items, RunState initialState, RunSpan? map, MapCollector collector, EventDispatcher? dispatcher, MapOptions options)
    {
        try
        {
            map?.MakeCurrent();
            RunOutcome outcome = RunItems(items, initialState, map, collector, options.ErrorHandling);
            map?.End(outcome);
            return outcome;
        }
        finally
        {
            dispatcher?.Shutdown(ShutdownTimeout);
        }
    }

    // The durable variants have methods of their own: their closures would cost every run.
    private static RunOutcome RunSteps(RunState state) => state.Call.Journal is { } journal ? RunDurable(state, journal) : SyncExecutor.Run(state);

    private static RunOutcome RunDurable(RunState state, RunJournal journal) =>
        JournaledRun.Run(journal, state.Span, () => state.PauseAtUnknownOutcomes() ?? SyncExecutor.Run(state));

    private static RunOutcome RunItems(MapItems items, RunState initialState, RunSpan? map, MapCollector collector, ErrorHandling errorHandling) =>
        initialState.Call.Journal is { } journal
            ? RunDurable(journal, items, initialState, map, collector, errorHandling)
            : SyncMap.Run(items, initialState, map, collector, errorHandling);

    private static RunOutcome RunDurable(
        RunJournal journal, MapItems items, RunState initialState, RunSpan? map, MapCollector collector, ErrorHandling errorHandling) =>
        JournaledRun.Run(journal, map, () => journal.UnknownOutcomes is { Count: > 0 } unknown
            ? RunOutcome.Paused(unknown)
            : SyncMap.Run(items, initialState, map, collector, errorHandling));

    private static MapResult ResultOf(RunState initialState, MapCollector collector, RunOutcome outcome, RunSpan? map, MapOptions options, RunId? id = null)
    {
        LogEnd(initialState.Call, outcome);
        outcome.ThrowIfRequired(options.ErrorHandling);
        return new MapResult(initialState.Plan, collector, outcome, id ?? map?.RunId ?? initialState.Call.Log?.RunId, map?.Duration);
    }

    private static void CheckSynchronous(Graph graph)
    {
        if (graph.AsyncNode is null)
        {
            return;
        }

        Node node = graph.AsyncNode;
        string path = node.Name;
        while (node is GraphNode nested)
        {
            node = nested.Graph.AsyncNode!;
            path = $"{path}/{node.Name}";
        }

        throw new IncompatibleRunnerException(
            $"SyncRunner cannot run {(graph.Name is null ? "the graph" : $"graph '{graph.Name}'")}: node '{path}' {(node is InterruptNode ? "is an interrupt" : "is asynchronous")}. Use AsyncRunner.",
            path);
    }
}
