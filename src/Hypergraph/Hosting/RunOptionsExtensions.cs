using Hypergraph.Telemetry;

namespace Hypergraph.Hosting;

/// <summary>Options for callers that distribute the items of a map themselves.</summary>
public static class RunOptionsExtensions
{
    /// <summary>Makes a run one item of a map that the caller distributes: its functions and events have the item's index. Maps ignore it.</summary>
    /// <param name="options">The options of the run.</param>
    /// <param name="itemIndex">The zero-based index of the item; null if the run is no item.</param>
    /// <param name="mapErrorHandling">How the map handles failures; null if as the run does.</param>
    public static RunOptions WithItemIndex(this RunOptions options, int? itemIndex, ErrorHandling? mapErrorHandling = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options with { ItemIndex = itemIndex, MapErrorHandling = mapErrorHandling };
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
}
