using Hypergraph.Hosting;
using Hypergraph.Planning;
using Hypergraph.Planning.Compilation;
using Hypergraph.Runs.Inputs;
using Hypergraph.Runs.State;
using Hypergraph.Runs.Streams;

namespace Hypergraph;

public sealed partial class AsyncRunner
{
    private static readonly MapStreamOptions DefaultMapStreamOptions = new();

    /// <inheritdoc/>
    public IAsyncEnumerable<RunResult> MapStreamAsync<T>(
        Graph graph, GraphInputs inputs, string over, IAsyncEnumerable<T> items, MapStreamOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(over);
        IReadOnlyDictionary<string, object?> shared = inputs.Values;
        MapStreamOptions used = options ?? DefaultMapStreamOptions;

        // Invalid input is rejected here, not when the first result is requested. A call that resumes may leave the inputs to its store.
        if (!IsDurable(used) || shared.Count > 0)
        {
            _ = PrepareStream<T>(graph, shared, over, used, cancellationToken);
        }

        return new StreamMapResults<T>(
            token =>
            {
                (RunState initialState, StreamInput<T> input) = IsDurable(used)
                    ? Blocking(PrepareDurableStreamAsync<T>(graph, inputs, over, used, token))
                    : PrepareStream<T>(graph, shared, over, used, token);
                return new StreamMap<T>(initialState, input, items, CreateDispatcher(graph, initialState.Call, used), used, ShutdownTimeout);
            },
            cancellationToken);
    }

    private async ValueTask<(RunState InitialState, StreamInput<T> Input)> PrepareDurableStreamAsync<T>(
        Graph graph, GraphInputs inputs, string over, MapStreamOptions options, CancellationToken cancellationToken)
    {
        RunJournal journal = await OpenJournalAsync(graph, inputs, over, options, cancellationToken).ConfigureAwait(false);
        return await UseAsync(journal, () => PrepareStream<T>(graph, journal.Inputs.Values, over, options, cancellationToken, journal)).ConfigureAwait(false);
    }

    private (RunState InitialState, StreamInput<T> Input) PrepareStream<T>(
        Graph graph, IReadOnlyDictionary<string, object?> values, string over, MapStreamOptions options, CancellationToken cancellationToken, RunJournal? journal = null)
    {
        ExecutionPlan plan = PlanCompiler.PlanOf(graph);
        var initialState = new RunState(plan, CreateCall(plan, options, stop: null, cancellationToken, journal));
        _ = ItemLabelReader.Of(initialState.Plan, options.ItemLabel);
        return (initialState, InputBinder.BindStream<T>(initialState, values, over));
    }
}
