using System.Diagnostics;

namespace Hypergraph.Telemetry;

/// <summary>The traces that a call continues or follows.</summary>
/// <param name="Parent">The parent of its activity, from another process; the default value for the current activity.</param>
/// <param name="Resumed">The run that it resumes; the default value for none.</param>
internal readonly record struct TraceOrigin(ActivityContext Parent, ActivityContext Resumed)
{
    /// <summary>The links of the activity; null for none.</summary>
    public ActivityLink[]? Links => Resumed == default ? null : [new ActivityLink(Resumed)];
}
