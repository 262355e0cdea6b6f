using System.Diagnostics.CodeAnalysis;

namespace Hypergraph.Orleans;

public sealed partial class OrleansRunner
{
    private static readonly MapStreamOptions DefaultMapStreamOptions = new();

    /// <summary>
    /// Runs a graph once for each item of a stream, however long, spread over all silos, in constant memory: the stream is
    /// read as fast as the results are taken.
    /// </summary>
    /// <typeparam name="T">The type of the items, which the mapped input must take.</typeparam>
    /// <param name="graph">The graph, as the silos have it.</param>
    /// <param name="items">The stream.</param>
    /// <param name="over">The input that each item is.</param>
    /// <param name="values">The other inputs by name, the same for every item.</param>
    /// <param name="options">
    /// The order of the results, what is held in memory (by default 1,024 items, or twice <see cref="RunOptions.MaxConcurrency"/>),
    /// processors, errors, limits.
    /// </param>
    /// <param name="cancellationToken">Reaches the stream and the nodes that take one; no item starts once it is cancelled.</param>
    /// <returns>One result for each item. Nothing is read before the first is asked for; going through them again runs everything again.</returns>
    /// <exception cref="MissingInputException">A required input is not given.</exception>
    /// <exception cref="InvalidInputException">A name is unknown, or a value or the stream of the wrong type.</exception>
    /// <exception cref="OperationCanceledException">While results are taken: the token was cancelled.</exception>
    /// <remarks>
    /// With <see cref="ErrorHandling.Raise"/> no item starts after one has failed, the results before it are given, and then,
    /// when those under way have finished, its exception is thrown. What the stream throws is thrown after the results of the
    /// items before. When the caller stops taking results, no item starts, and those under way finish first.
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

        // Bad input is refused here, not when the first result is asked for.
        CallInputs.CheckStream<T>(graph, shared, over);
        MapStreamOptions used = options ?? DefaultMapStreamOptions;
        return new ResultStream(token => CreateStream(graph, items, over, shared, used, token), cancellationToken);
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
