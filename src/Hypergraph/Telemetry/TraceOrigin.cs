using System.Diagnostics;

namespace Hypergraph.Telemetry;

/// <summary>The traces that a call continues or follows.</summary>
/// <param name="Remote">The call in another process of which it is a part; null for none.</param>
/// <param name="Resumed">The run that it resumes; the default value for none.</param>
internal readonly record struct TraceOrigin(RemoteRun? Remote, ActivityContext Resumed)
{
    /// <summary>The links of the activity; null for none.</summary>
    public ActivityLink[]? Links => Resumed == default ? null : [new ActivityLink(Resumed)];
}
