using System.Diagnostics.CodeAnalysis;

namespace Hypergraph;

public sealed partial class AsyncRunner
{
    private static readonly MapStreamOptions DefaultMapStreamOptions = new();

    /// <summary>
    /// Runs a graph once for each item of a stream of any length, several items at the same time, in constant memory: the
    /// stream is read as fast as the caller consumes the results.
    /// </summary>
    /// <typeparam name="T">The type of the items, which the mapped input must accept.</typeparam>
    /// <param name="graph">The graph.</param>
    /// <param name="items">The stream.</param>
    /// <param name="over">The input that each item is.</param>
    /// <param name="values">The other inputs by name, the same for every item.</param>
    /// <param name="options">The order of the results, the number of buffered items, processors, error handling, limits.</param>
    /// <param name="cancellationToken">Passed to the stream and to nodes that accept a token. No item starts once it is cancelled.</param>
    /// <returns>
    /// One result for each item. Nothing is read before the first result is requested. A second enumeration runs everything
    /// again. A result stays valid after the next one is read.
    /// </returns>
    /// <exception cref="MissingInputException">A required input is missing.</exception>
    /// <exception cref="InvalidInputException">A name is unknown, or a value or the stream of the wrong type.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled while results were read.</exception>
    /// <remarks>
    /// With <see cref="ErrorHandling.Raise"/>, no item after a failed one starts. The preceding results are returned. When the
    /// items in flight have finished, the exception is thrown. An exception of the stream is thrown for every value of
    /// <see cref="RunOptions.ErrorHandling"/>, after the results of the preceding items. When the caller stops reading
    /// results, no item starts, and the items in flight finish before the enumerator is disposed.
    /// </remarks>
    public IAsyncEnumerable<RunResult> MapAsync<T>(
        Graph graph,
        IAsyncEnumerable<T> items,
        string over,
        IReadOnlyDictionary<string, object?>? values = null,
        MapStreamOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(over);
        IReadOnlyDictionary<string, object?> shared = values ?? NamedValues.Empty;
        MapStreamOptions used = options ?? DefaultMapStreamOptions;

        // Invalid input is rejected here, not when the first result is requested.
        _ = PrepareStream<T>(graph, shared, over, used, cancellationToken);
        return new StreamMapResults<T>(
            token =>
            {
                (RunState given, StreamInput<T> input) = PrepareStream<T>(graph, shared, over, used, token);
                return new StreamMap<T>(given, input, items, CreateDispatcher(graph, used), used, ShutdownTimeout, Logger);
            },
            cancellationToken);
    }

    /// <summary>Maps over a stream with the properties of an object as the other inputs: <c>new { x = 5 }</c>, or any kind of dictionary.</summary>
    /// <inheritdoc cref="MapAsync{T}(Graph, IAsyncEnumerable{T}, string, IReadOnlyDictionary{string, object}, MapStreamOptions, CancellationToken)"/>
    [RequiresUnreferencedCode(CallValues.ReflectionMessage)]
    public IAsyncEnumerable<RunResult> MapAsync<T>(
        Graph graph,
        IAsyncEnumerable<T> items,
        string over,
        object values,
        MapStreamOptions? options = null,
        CancellationToken cancellationToken = default) =>
        MapAsync(graph, items, over, CallValues.Of(values), options, cancellationToken);

    private (RunState Given, StreamInput<T> Input) PrepareStream<T>(
        Graph graph, IReadOnlyDictionary<string, object?> values, string over, MapStreamOptions options, CancellationToken cancellationToken)
    {
        var given = new RunState(ExecutionPlan.Of(graph), CallContext.Of(this, options, stop: null, cancellationToken));
        _ = ItemLabelReader.Of(given.Plan, options.ItemLabel);
        return (given, InputBinder.BindStream<T>(given, values, over));
    }
}
