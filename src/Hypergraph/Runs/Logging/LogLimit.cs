namespace Hypergraph.Runs.Logging;

/// <summary>Limits the messages of one kind in one call. The rest is counted. Thread-safe.</summary>
internal sealed class LogLimit
{
    /// <summary>The number of messages of one kind that a call writes one by one.</summary>
    public const int MaxMessages = 100;

    private long _count;

    /// <summary>The number of messages that were not written.</summary>
    public long Suppressed => Math.Max(Interlocked.Read(ref _count) - MaxMessages, 0);

    /// <summary>Counts a message.</summary>
    /// <returns>Whether it is to be written.</returns>
    public bool TryAdd() => Interlocked.Increment(ref _count) <= MaxMessages;
}
