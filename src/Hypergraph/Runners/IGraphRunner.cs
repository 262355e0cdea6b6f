namespace Hypergraph;

/// <summary>
/// Runs graphs asynchronously: in this process (<see cref="AsyncRunner"/>), on other machines, or in a test that replaces it. Depend on it
/// where code runs graphs but does not choose how. <see cref="GraphRunnerExtensions"/> adds the shorter forms of its methods.
/// </summary>
/// <remarks>
/// Thread-safe, with any number of concurrent calls. Every method validates the inputs before any node runs. A call with
/// <see cref="ErrorHandling.Raise"/> throws the exception of the node that failed; with <see cref="ErrorHandling.Continue"/> the failure is in the result.
/// </remarks>
public interface IGraphRunner
{
    /// <summary>Runs a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The inputs by name.</param>
    /// <param name="options">Processors, error handling, limits; null for the defaults.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    /// <returns>The result of the run.</returns>
    /// <exception cref="MissingInputException">A required input is missing.</exception>
    /// <exception cref="InvalidInputException">A name is unknown, or a value has the wrong type.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<RunResult> RunAsync(Graph graph, GraphInputs inputs, RunOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Runs a graph once for each item of the named inputs, several items at the same time.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The inputs by name. Mapped inputs are collections; the others are the same for every item.</param>
    /// <param name="over">The inputs to map over.</param>
    /// <param name="options">How several inputs combine to items, processors, error handling, limits; null for the defaults.</param>
    /// <param name="cancellationToken">Passed to nodes that accept a token. No node starts once it is cancelled.</param>
    /// <returns>The results of the items, in input order.</returns>
    /// <exception cref="MissingInputException">A required input is missing.</exception>
    /// <exception cref="InvalidInputException">
    /// A name is unknown, a value has the wrong type, a mapped value is not a collection, or the lengths differ.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<MapResult> MapAsync(Graph graph, GraphInputs inputs, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Runs a graph once for each item of a stream of any length, several items at the same time, in constant memory: the
    /// stream is read as fast as the results are consumed.
    /// </summary>
    /// <typeparam name="T">The type of the items, which the mapped input must accept.</typeparam>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The other inputs by name, the same for every item.</param>
    /// <param name="over">The input that receives the items.</param>
    /// <param name="items">The stream.</param>
    /// <param name="options">The order of the results, the number of buffered items, processors, error handling, limits; null for the defaults.</param>
    /// <param name="cancellationToken">Passed to the stream and to nodes that accept a token. No item starts once it is cancelled.</param>
    /// <returns>
    /// One result for each item. Nothing is read before the first result is requested. A second enumeration runs everything
    /// again. A result stays valid after the next one is read.
    /// </returns>
    /// <exception cref="MissingInputException">A required input is missing.</exception>
    /// <exception cref="InvalidInputException">A name is unknown, or a value or the stream has the wrong type.</exception>
    /// <exception cref="OperationCanceledException">During the enumeration: the token was cancelled.</exception>
    /// <remarks>
    /// With <see cref="ErrorHandling.Raise"/>, no item after a failed one starts. The preceding results are returned. When the
    /// items in flight have finished, the exception is thrown. An exception of the stream is thrown for every value of
    /// <see cref="RunOptions.ErrorHandling"/>, after the results of the preceding items. When the caller stops reading
    /// results, no item starts, and the items in flight finish before the enumerator is disposed.
    /// </remarks>
    IAsyncEnumerable<RunResult> MapStreamAsync<T>(
        Graph graph, GraphInputs inputs, string over, IAsyncEnumerable<T> items, MapStreamOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Starts a run and returns its handle.</summary>
    /// <inheritdoc cref="RunAsync(Graph, GraphInputs, RunOptions, CancellationToken)"/>
    /// <returns>The handle of the run.</returns>
    /// <remarks>This method throws for invalid inputs; <see cref="RunHandle{TResult}.Completion"/> reports everything later.</remarks>
    RunHandle<RunResult> Start(Graph graph, GraphInputs inputs, RunOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Starts a map and returns its handle.</summary>
    /// <inheritdoc cref="MapAsync(Graph, GraphInputs, MapOver, MapOptions, CancellationToken)"/>
    /// <returns>The handle of the map.</returns>
    /// <remarks>This method throws for invalid inputs; <see cref="RunHandle{TResult}.Completion"/> reports everything later.</remarks>
    RunHandle<MapResult> StartMap(Graph graph, GraphInputs inputs, MapOver over, MapOptions? options = null, CancellationToken cancellationToken = default);
}
