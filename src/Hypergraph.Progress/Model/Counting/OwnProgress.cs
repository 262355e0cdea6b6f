namespace Hypergraph.Progress;

/// <summary>What an execution has told of its own progress.</summary>
/// <param name="Done">What is done; not negative.</param>
/// <param name="Total">What there is to do, at least <paramref name="Done"/>; null if that is not known.</param>
internal readonly record struct OwnProgress(long Done, long? Total)
{
    public static OwnProgress FromEvent(NodeProgressEvent e)
    {
        long done = Math.Max(0, e.Done);
        return new OwnProgress(done, e.Total is long total ? Math.Max(done, total) : null);
    }
}
