using Hypergraph.Hosting;
using Hypergraph.Orleans.Calling;

namespace Hypergraph.Orleans;

public sealed partial class OrleansRunner
{
    private static readonly MapStreamOptions DefaultMapStreamOptions = new();

    /// <inheritdoc/>
    /// <remarks>The items are distributed over all silos. By default, 1,024 items are buffered, or twice <see cref="RunOptions.MaxConcurrency"/>.</remarks>
    public IAsyncEnumerable<RunResult> MapStreamAsync<T>(
        Graph graph, GraphInputs inputs, string over, IAsyncEnumerable<T> items, MapStreamOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(items);

        // Validate here, not when the enumeration starts.
        CallInputs.CheckStream<T>(graph, inputs, over);
        MapStreamOptions effectiveOptions = options ?? DefaultMapStreamOptions;
        return new ResultStream(token => CreateStream(graph, items, over, inputs, effectiveOptions, token), cancellationToken);
    }

    private IAsyncEnumerable<RunResult> CreateStream<T>(
        Graph graph, IAsyncEnumerable<T> items, string over, GraphInputs inputs, MapStreamOptions options, CancellationToken cancellationToken)
    {
        CallPlan plan = Planner.PlanStream<T>(graph, inputs, over, options);
        var call = new StreamCall<T>(plan, options, items, over, token => ConnectAsync(plan.Spec.RunId, token), Limits, ShutdownTimeout);
        return call.RunAsync(cancellationToken);
    }
}
