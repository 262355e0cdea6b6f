namespace Hypergraph.Progress.Tracking.Counting;

/// <summary>
/// The current time on the timeline of one run's events. The wall clock is read once, when the run begins. After that only the
/// monotonic clock is read, so that a change of the wall clock does not change the elapsed time.
/// </summary>
internal sealed class RunClock(TimeProvider timeProvider)
{
    private readonly DateTimeOffset _seenAt = timeProvider.GetUtcNow();
    private readonly long _start = timeProvider.GetTimestamp();

    public DateTimeOffset Now => _seenAt + timeProvider.GetElapsedTime(_start);
}
