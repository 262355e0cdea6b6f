using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Hypergraph.Telemetry;

/// <summary>Makes an activity the current one until it is disposed.</summary>
[SuppressMessage("Usage", "CA2213", Justification = "The activity of another scope is made current again, not disposed.")]
internal readonly ref struct ActivityChange
{
    private readonly Activity? _before = Activity.Current;

    /// <param name="activity">The activity; null leaves the current one.</param>
    public ActivityChange(Activity? activity)
    {
        if (activity is not null)
        {
            ActivityStarter.MakeCurrent(activity);
        }
    }

    public void Dispose() => ActivityStarter.MakeCurrent(_before);
}
