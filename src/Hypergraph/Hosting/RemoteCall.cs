using System.Diagnostics;
using Hypergraph.Telemetry;

namespace Hypergraph.Hosting;

/// <summary>
/// A call in another process (<see cref="CallTelemetry"/>) of which this process runs some items, or the run. One instance serves all of them; see
/// <see cref="RunOptionsExtensions.WithRemoteCall"/>. Thread-safe.
/// </summary>
public sealed class RemoteCall : IDisposable
{
    /// <summary>Creates the call.</summary>
    /// <param name="runId">The id of its run or map.</param>
    /// <param name="trace">The trace that it continues, from <see cref="CallTelemetry.Trace"/>; the default value for none.</param>
    /// <param name="isTraced">Whether its runs have activities, from <see cref="CallTelemetry.IsTraced"/>.</param>
    public RemoteCall(RunId runId, ActivityContext trace, bool isTraced) => Origin = new RemoteOrigin(runId, trace, isTraced);

    internal RemoteOrigin Origin { get; }

    /// <summary>
    /// Makes an activity of the trace the current one, before a run starts, or none if the call has no trace. No listener receives it. It is for runs without an
    /// activity: what their functions start is in the trace, and is recorded only if the trace is.
    /// </summary>
    public void MakeCurrent() => ActivityStarter.MakeCurrent(Origin.Carrier);

    /// <summary>Ends the activity that items beyond the first hundred share. No further run may start.</summary>
    public void Dispose() => Origin.End();
}
