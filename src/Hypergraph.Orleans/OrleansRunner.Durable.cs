using Hypergraph.Hosting;
using Hypergraph.Orleans.Calling;
using Inputs = System.Collections.Generic.IReadOnlyList<System.Collections.Generic.IReadOnlyDictionary<string, object?>>;

namespace Hypergraph.Orleans;

/// <content>Runs durable calls: this process holds the run in the store, and silos store the executions of nodes.</content>
public sealed partial class OrleansRunner
{
    /// <summary>
    /// Where calls with a <see cref="RunOptions.WorkflowId"/> are stored. Any caller resumes such a call by its id, also if the caller that started it and the silo of its coordinator
    /// are lost. Silos need a store with the same contents (<see cref="SiloGraphs.Store"/>). The runner does not dispose it.
    /// </summary>
    /// <value>The default value is null: nothing is stored.</value>
    /// <remarks>The caller holds the run. If it is lost, the next call with the id acquires the run, and silos can no longer write for the lost call.</remarks>
    public IRunJournalSource? Store { get; init; }

    /// <summary>Creates the runner of a call that needs no silo: one whose run has ended is restored, and one with unknown outcomes pauses before any node runs.</summary>
    private AsyncRunner CreateLocalRunner(RunJournal journal) =>
        new AsyncRunner([.. EventProcessors]) { Logger = Logger, TimeProvider = TimeProvider, ShutdownTimeout = ShutdownTimeout }.WithJournal(journal);

    private static bool NeedsNoSilo(RunJournal journal) => journal.HasEnded || journal.UnknownOutcomes.Count > 0;

    /// <summary>Waits on this thread: a handle is returned once its run is prepared.</summary>
    private static T Blocking<T>(Func<ValueTask<T>> open) => Task.Run(() => open().AsTask()).GetAwaiter().GetResult();

    /// <summary>Plans a call whose journal is open. The journal is closed if that throws.</summary>
    private static async ValueTask<T> UseAsync<T>(RunJournal journal, Func<T> plan)
    {
        try
        {
            return plan();
        }
        catch
        {
            await journal.EndAsync(RunStatus.Stopped, error: null).ConfigureAwait(false);
            throw;
        }
    }

    private bool IsDurable(RunOptions options) => Store is not null && options.WorkflowId is not null;

    private ValueTask<RunJournal> OpenJournalAsync(Graph graph, GraphInputs inputs, MapOver? over, RunOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return Store!.OpenAsync(new JournalRequest(options.WorkflowId!, graph, inputs, over, options), cancellationToken);
    }

    private async Task<RunResult> RunDurableAsync(Graph graph, GraphInputs inputs, RunOptions options, CancellationToken cancellationToken)
    {
        RunJournal journal = await OpenJournalAsync(graph, inputs, over: null, options, cancellationToken).ConfigureAwait(false);
        if (NeedsNoSilo(journal))
        {
            return await CreateLocalRunner(journal).RunAsync(graph, journal.Inputs, options, cancellationToken).ConfigureAwait(false);
        }

        SingleCall call = await UseAsync(journal, () => CreateRun(Planner.PlanRun(graph, journal.Inputs, options, hasHandle: false, journal))).ConfigureAwait(false);
        return await call.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<MapResult> MapDurableAsync(Graph graph, GraphInputs inputs, MapOver over, MapOptions options, CancellationToken cancellationToken)
    {
        RunJournal journal = await OpenJournalAsync(graph, inputs, over, options, cancellationToken).ConfigureAwait(false);
        if (NeedsNoSilo(journal))
        {
            return await CreateLocalRunner(journal).MapAsync(graph, journal.Inputs, over, options, cancellationToken).ConfigureAwait(false);
        }

        MapCall call = await UseAsync(journal, () =>
        {
            (CallPlan plan, Inputs items) = Planner.PlanMap(graph, journal.Inputs, over, options, hasHandle: false, journal);
            return CreateMap(plan, items);
        }).ConfigureAwait(false);
        return await call.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private async IAsyncEnumerable<RunResult> StreamDurableAsync<T>(
        Graph graph,
        GraphInputs inputs,
        string over,
        IAsyncEnumerable<T> items,
        MapStreamOptions options,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RunJournal journal = await OpenJournalAsync(graph, inputs, over, options, cancellationToken).ConfigureAwait(false);
        IAsyncEnumerable<RunResult> results = await UseAsync(journal, () => journal.HasEnded
            ? CreateLocalRunner(journal).MapStreamAsync(graph, journal.Inputs, over, items, options, cancellationToken)
            : CreateStream(Planner.PlanStream<T>(graph, journal.Inputs, over, options, journal), items, over, options, cancellationToken)).ConfigureAwait(false);
        await foreach (RunResult result in results.ConfigureAwait(false))
        {
            yield return result;
        }
    }

    /// <summary>Starts a durable run.</summary>
    /// <returns>The handle, and a task that completes when the run no longer needs its caller.</returns>
    private async ValueTask<(RunHandle<RunResult> Handle, Task AllSubmitted)> StartDurableAsync(
        Graph graph, GraphInputs inputs, RunOptions options, CancellationToken cancellationToken)
    {
        RunJournal journal = await OpenJournalAsync(graph, inputs, over: null, options, cancellationToken).ConfigureAwait(false);
        if (NeedsNoSilo(journal))
        {
            return (CreateLocalRunner(journal).Start(graph, journal.Inputs, options, cancellationToken), Task.CompletedTask);
        }

        return await UseAsync(journal, () =>
        {
            CallPlan plan = Planner.PlanRun(graph, journal.Inputs, options, hasHandle: true, journal);
            return Start(plan, CreateRun(plan), cancellationToken);
        }).ConfigureAwait(false);
    }

    /// <summary>Starts a durable map.</summary>
    /// <returns>The handle, and a task that completes when the map no longer needs its caller.</returns>
    private async ValueTask<(RunHandle<MapResult> Handle, Task AllSubmitted)> StartDurableMapAsync(
        Graph graph, GraphInputs inputs, MapOver over, MapOptions options, CancellationToken cancellationToken)
    {
        RunJournal journal = await OpenJournalAsync(graph, inputs, over, options, cancellationToken).ConfigureAwait(false);
        if (NeedsNoSilo(journal))
        {
            return (CreateLocalRunner(journal).StartMap(graph, journal.Inputs, over, options, cancellationToken), Task.CompletedTask);
        }

        return await UseAsync(journal, () =>
        {
            (CallPlan plan, Inputs items) = Planner.PlanMap(graph, journal.Inputs, over, options, hasHandle: true, journal);
            return Start(plan, CreateMap(plan, items), cancellationToken);
        }).ConfigureAwait(false);
    }
}
