using System.Diagnostics.CodeAnalysis;

namespace Hypergraph;

/// <summary>
/// Runs graphs without blocking a thread. Nodes that are ready at the same time run at the same time; where the graph has
/// no loop and no gate a node starts as soon as its own inputs are there. It gives the same results as
/// <see cref="SyncRunner"/>.
/// </summary>
/// <remarks>
/// A run starts on the calling thread and stays there until it meets something asynchronous; of several synchronous
/// functions that are ready at once, each runs on the pool. When a node fails, no new node of its run starts, those
/// running finish, and the failure of the node declared first is reported.
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
    /// <param name="cancellationToken">Handed to nodes that take one; no node starts once it is cancelled.</param>
    /// <exception cref="MissingInputException">A required input is not given.</exception>
    /// <exception cref="InvalidInputException">A name is unknown, or a value of the wrong type.</exception>
    /// <exception cref="IterationLimitException">A loop has not come to rest, with <see cref="ErrorHandling.Raise"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>With <see cref="ErrorHandling.Raise"/> a failing node's own exception is thrown, its stack trace intact.</remarks>
    public async Task<RunResult> RunAsync(
        Graph graph, IReadOnlyDictionary<string, object?> values, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        RunOptions used = OrDefault(options);
        RunState state = Prepare(graph, values, options, cancellationToken);
        EventDispatcher? dispatcher = CreateDispatcher(graph, used);
        RunOutcome outcome;
        try
        {
            state.Span = dispatcher is null ? null : RunSpan.StartRoot(dispatcher, graph, used.WorkflowId);
            outcome = await AsyncExecutor.RunAsync(state).ConfigureAwait(false);
            state.Span?.End(outcome.Status, outcome.Error);
        }
        finally
        {
            if (dispatcher is not null)
            {
                await dispatcher.ShutdownAsync(ShutdownTimeout).ConfigureAwait(false);
            }
        }

        ThrowIfAsked(outcome, used.ErrorHandling);
        return new RunResult(state, outcome, state.Span?.RunId, state.Span?.Duration);
    }

    /// <summary>Runs a graph with the properties of an object as inputs: <c>new { x = 5 }</c>, or any kind of dictionary.</summary>
    /// <inheritdoc cref="RunAsync(Graph, IReadOnlyDictionary{string, object}, RunOptions, CancellationToken)"/>
    [RequiresUnreferencedCode(CallValues.Reflection)]
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
    /// <param name="cancellationToken">Handed to nodes that take one; no node starts once it is cancelled.</param>
    /// <exception cref="MissingInputException">A required input is not given.</exception>
    /// <exception cref="InvalidInputException">
    /// A name is unknown, a value of the wrong type, a mapped one no collection, or the lengths differ.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>
    /// With <see cref="ErrorHandling.Raise"/> no item starts after one has failed, those under way finish, and the
    /// exception of the first failed item is thrown.
    /// </remarks>
    public async Task<MapResult> MapAsync(
        Graph graph, IReadOnlyDictionary<string, object?> values, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        MapOptions used = OrDefault(options);
        (RunState given, MapItems items) = PrepareMap(graph, values, over, used, cancellationToken);
        EventDispatcher? dispatcher = CreateDispatcher(graph, used);
        MapCollector collector = CreateCollector(given.Plan, items, dispatcher is not null);
        RunSpan? map = null;
        RunOutcome outcome = RunOutcome.Completed;
        try
        {
            if (items.Count > 0)
            {
                map = dispatcher is null ? null : RunSpan.StartRoot(dispatcher, graph, used.WorkflowId, items.Count);
                outcome = await new AsyncMap(items, given, map, collector, used.ErrorHandling).RunAsync().ConfigureAwait(false);
                map?.End(outcome.Status, outcome.Error);
            }
        }
        finally
        {
            if (dispatcher is not null)
            {
                await dispatcher.ShutdownAsync(ShutdownTimeout).ConfigureAwait(false);
            }
        }

        ThrowIfAsked(outcome, used.ErrorHandling);
        return new MapResult(given.Plan, collector, outcome, map?.RunId, map?.Duration);
    }

    /// <summary>Maps with the properties of an object as inputs: <c>new { x = numbers }</c>, or any kind of dictionary.</summary>
    /// <inheritdoc cref="MapAsync(Graph, IReadOnlyDictionary{string, object}, MapOver, MapOptions, CancellationToken)"/>
    [RequiresUnreferencedCode(CallValues.Reflection)]
    public Task<MapResult> MapAsync(Graph graph, object values, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default) =>
        MapAsync(graph, CallValues.Of(values), over, options, cancellationToken);

    /// <summary>Maps with name-value tuples as inputs.</summary>
    /// <inheritdoc cref="MapAsync(Graph, IReadOnlyDictionary{string, object}, MapOver, MapOptions, CancellationToken)"/>
    public Task<MapResult> MapAsync(
        Graph graph, (string Name, object? Value)[] values, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default) =>
        MapAsync(graph, CallValues.Of(values.AsSpan()), over, options, cancellationToken);
}
