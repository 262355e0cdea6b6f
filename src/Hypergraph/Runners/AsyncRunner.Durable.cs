using System.Runtime.CompilerServices;
using Hypergraph.Events.Dispatching;
using Hypergraph.Hosting;
using Hypergraph.Runs.Context;
using Hypergraph.Runs.Emitting;
using Hypergraph.Runs.Maps;
using Hypergraph.Runs.Outcomes;
using Hypergraph.Runs.State;
using Hypergraph.Runs.Steps;

namespace Hypergraph;

/// <content>Runs durable calls: those that a store keeps.</content>
public sealed partial class AsyncRunner
{
    /// <summary>A runner with the same settings, for calls with another store.</summary>
    internal AsyncRunner WithStore(IRunJournalSource store) => (AsyncRunner)CopyWith(store);

    [AsyncMethodBuilder(typeof(RunTaskMethodBuilder<>))]
    private async Task<RunResult> RunDurableAsync(Graph graph, GraphInputs inputs, RunOptions options, CancellationToken cancellationToken)
    {
        RunState state = await PrepareDurableAsync(graph, inputs, options, stop: null, cancellationToken).ConfigureAwait(false);
        return ResultOfCall(state, await RunToEndAsync(state, Begin(state, options)).ConfigureAwait(false), options);
    }

    [AsyncMethodBuilder(typeof(RunTaskMethodBuilder<>))]
    private async Task<MapResult> MapDurableAsync(Graph graph, GraphInputs inputs, MapOver over, MapOptions options, CancellationToken cancellationToken)
    {
        (RunState initialState, MapItems items) = await PrepareDurableMapAsync(graph, inputs, over, options, stop: null, cancellationToken).ConfigureAwait(false);
        EventDispatcher? dispatcher = CreateDispatcher(graph, initialState.Call, options);
        AsyncMap map = CreateMap(initialState, items, dispatcher, options);
        RunSpan? span = BeginMap(map, dispatcher);
        return ResultOfCall(map, await RunToEndAsync(map, span, dispatcher).ConfigureAwait(false), span, options);
    }

    // The durable variants have methods of their own: their closures would cost every run.
    private static ValueTask<RunOutcome> RunStepsAsync(RunState state) =>
        state.Call.Journal is { } journal ? RunDurableAsync(state, journal) : AsyncExecutor.RunAsync(state);

    private static ValueTask<RunOutcome> RunDurableAsync(RunState state, RunJournal journal) =>
        JournaledRun.RunAsync(journal, state.Span, () => state.PauseAtUnknownOutcomes() is { } paused ? new(paused) : AsyncExecutor.RunAsync(state));

    private static ValueTask<RunOutcome> RunItemsAsync(AsyncMap map, RunSpan? span) =>
        map.Call.Journal is { } journal ? RunDurableAsync(map, span, journal) : map.RunAsync(span);

    private static ValueTask<RunOutcome> RunDurableAsync(AsyncMap map, RunSpan? span, RunJournal journal) =>
        JournaledRun.RunAsync(journal, span, () => journal.UnknownOutcomes is { Count: > 0 } unknown ? new(RunOutcome.Paused(unknown)) : map.RunAsync(span));
}
