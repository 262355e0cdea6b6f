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
        MapStreamOptions used = options ?? DefaultMapStreamOptions;
        if (!IsDurable(used))
        {
            CallInputs.CheckStream<T>(graph, inputs, over);
            return new ResultStream(token => CreateStream(Planner.PlanStream<T>(graph, inputs, over, used), items, over, used, token), cancellationToken);
        }

        // A call that resumes may leave the inputs to its store.
        if (inputs.Values.Count > 0)
        {
            CallInputs.CheckStream<T>(graph, inputs, over);
        }

        return new ResultStream(token => StreamDurableAsync(graph, inputs, over, items, used, token), cancellationToken);
    }

    private IAsyncEnumerable<RunResult> CreateStream<T>(CallPlan plan, IAsyncEnumerable<T> items, string over, MapStreamOptions options, CancellationToken cancellationToken)
    {
        var call = new StreamCall<T>(plan, options, items, over, token => ConnectAsync(plan.Spec.RunId, token), Limits, ShutdownTimeout);
        return call.RunAsync(cancellationToken);
    }
}
