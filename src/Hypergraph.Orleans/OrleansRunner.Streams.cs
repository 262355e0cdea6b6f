using System.Diagnostics.CodeAnalysis;

namespace Hypergraph.Orleans;

public sealed partial class OrleansRunner
{
    private static readonly MapStreamOptions DefaultMapStreamOptions = new();

    /// <summary>
    /// Runs a graph once for each item of a stream of any length, distributed over all silos, in constant memory: the stream is
    /// read as fast as the results are consumed.
    /// </summary>
    /// <typeparam name="T">The type of the items, which the mapped input must accept.</typeparam>
    /// <param name="graph">The graph, as the silos have it.</param>
    /// <param name="items">The stream.</param>
    /// <param name="over">The input that receives the items.</param>
    /// <param name="values">The other inputs by name, the same for every item.</param>
    /// <param name="options">
    /// The order of the results, the number of buffered items (by default 1,024, or twice <see cref="RunOptions.MaxConcurrency"/>),
    /// processors, error handling, limits.
    /// </param>
    /// <param name="cancellationToken">Passed to the stream and to nodes that accept a token; no item starts once it is cancelled.</param>
    /// <returns>One result for each item. The call starts with the enumeration; each further enumeration runs everything again.</returns>
    /// <exception cref="MissingInputException">A required input is missing.</exception>
    /// <exception cref="InvalidInputException">A name is unknown, or a value or the stream has the wrong type.</exception>
    /// <exception cref="OperationCanceledException">During the enumeration: the token was cancelled.</exception>
    /// <remarks>
    /// With <see cref="ErrorHandling.Raise"/> no item starts after one has failed. The enumeration returns the preceding results and throws the
    /// exception when the running items have finished. An exception of the stream is thrown after the results of the
    /// preceding items. If the enumeration is abandoned, no further item starts, and running items finish first.
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
        IReadOnlyDictionary<string, object?> shared = values ?? new Dictionary<string, object?>();

        // Validate here, not when the enumeration starts.
        CallInputs.CheckStream<T>(graph, shared, over);
        MapStreamOptions effectiveOptions = options ?? DefaultMapStreamOptions;
        return new ResultStream(token => CreateStream(graph, items, over, shared, effectiveOptions, token), cancellationToken);
    }

    /// <summary>Maps over a stream with the properties of an object as the other inputs: <c>new { x = 5 }</c>, or any kind of dictionary.</summary>
    /// <inheritdoc cref="MapAsync{T}(Graph, IAsyncEnumerable{T}, string, IReadOnlyDictionary{string, object}, MapStreamOptions, CancellationToken)"/>
    [RequiresUnreferencedCode(Reflection)]
    public IAsyncEnumerable<RunResult> MapAsync<T>(
        Graph graph, IAsyncEnumerable<T> items, string over, object values, MapStreamOptions? options = null, CancellationToken cancellationToken = default) =>
        MapAsync(graph, items, over, CallInputs.Read(values), options, cancellationToken);

    private IAsyncEnumerable<RunResult> CreateStream<T>(
        Graph graph, IAsyncEnumerable<T> items, string over, IReadOnlyDictionary<string, object?> values, MapStreamOptions options, CancellationToken cancellationToken)
    {
        CallPlan plan = _planner.PlanStream<T>(graph, values, over, options);
        var call = new StreamCall<T>(plan, options, items, over, token => ConnectAsync(plan.Spec.RunId, token), Limits, ShutdownTimeout);
        return call.RunAsync(cancellationToken);
    }
}
