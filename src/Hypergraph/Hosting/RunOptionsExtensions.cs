using Hypergraph.Telemetry;

namespace Hypergraph.Hosting;

/// <summary>Options for callers that distribute the items of a map themselves.</summary>
public static class RunOptionsExtensions
{
    /// <summary>Makes a run one item of a map that the caller distributes: its functions and events have the item's index. Maps ignore it.</summary>
    /// <param name="options">The options of the run.</param>
    /// <param name="itemIndex">The zero-based index of the item; null if the run is no item.</param>
    public static RunOptions WithItemIndex(this RunOptions options, int? itemIndex)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options with { ItemIndex = itemIndex };
    }

    /// <summary>
    /// Makes a run, or the item that it is (<see cref="WithItemIndex"/>), a part of a call in another process: its activity lies inside that of the call. Maps
    /// ignore it.
    /// </summary>
    /// <param name="options">The options of the run.</param>
    /// <param name="call">The call.</param>
    /// <param name="runId">The id of the run, which all attempts at it share.</param>
    /// <param name="retries">The number of processes that failed while they ran it.</param>
    public static RunOptions WithRemoteCall(this RunOptions options, RemoteCall call, RunId runId, int retries = 0)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(call);
        return options with { Remote = new RemoteRun(call.Origin, runId, retries) };
    }

    /// <summary>Makes a call durable with a journal that is already open, in place of one that the runner's store opens. The call ends the journal.</summary>
    /// <typeparam name="TOptions">The type of the options.</typeparam>
    /// <param name="options">The options of the call. It has a <see cref="RunOptions.WorkflowId"/>.</param>
    /// <param name="journal">The journal: its <see cref="RunJournal.Inputs"/> replace those of the call.</param>
    /// <param name="mapErrorHandling">How the map handles failures of which the run is an item (<see cref="WithItemIndex"/>); null if it is none.</param>
    public static TOptions WithJournal<TOptions>(this TOptions options, RunJournal journal, ErrorHandling? mapErrorHandling = null)
        where TOptions : RunOptions
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(journal);
        return (TOptions)(options with { Journal = journal, MapErrorHandling = mapErrorHandling });
    }
}
