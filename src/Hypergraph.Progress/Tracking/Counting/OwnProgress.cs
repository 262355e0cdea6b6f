namespace Hypergraph.Progress.Tracking.Counting;

/// <summary>The progress that an execution has reported itself.</summary>
/// <param name="Done">The amount of work done; not negative.</param>
/// <param name="Total">The total amount of work, at least <paramref name="Done"/>; null if it is not known.</param>
internal readonly record struct OwnProgress(long Done, long? Total)
{
    public static OwnProgress FromEvent(NodeProgressEvent e)
    {
        long done = Math.Max(0, e.Done);
        return new OwnProgress(done, e.Total is long total ? Math.Max(done, total) : null);
    }
}
