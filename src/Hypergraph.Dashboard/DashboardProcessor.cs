using Hypergraph.Dashboard.Tracking;

namespace Hypergraph.Dashboard;

/// <summary>
/// Shows the runs whose events it receives on the dashboard. <c>AddHypergraphDashboard</c> registers it; attach it to a runner, beside other processors such as the live tree of a terminal.
/// </summary>
/// <remarks>Thread-safe, for any number of runs at once. An event costs its run a few counters.</remarks>
public sealed class DashboardProcessor : EventProcessor
{
    private readonly bool _wantsValues;

    internal DashboardProcessor(RunTracker tracker, bool wantsValues)
    {
        Tracker = tracker;
        _wantsValues = wantsValues;
    }

    /// <summary>Whether the dashboard shows values (<see cref="DashboardOptions.IncludesValues"/>).</summary>
    public override bool WantsValues => _wantsValues;

    internal RunTracker Tracker { get; }

    /// <summary>Counts an event.</summary>
    /// <param name="e">The event.</param>
    public override void OnEvent(Event e)
    {
        ArgumentNullException.ThrowIfNull(e);
        Tracker.Add(e, RunSource.Live);
    }
}
