namespace Hypergraph.Progress;

/// <summary>
/// What <em>now</em> is on the timeline of one run's events: the wall clock is read once, when the run is first seen; after
/// that only the monotonic one, so that a wall clock that is set does not change what a run has taken so far.
/// </summary>
internal sealed class RunClock(TimeProvider timeProvider)
{
    private readonly DateTimeOffset _seenAt = timeProvider.GetUtcNow();
    private readonly long _start = timeProvider.GetTimestamp();

    public DateTimeOffset Now => _seenAt + timeProvider.GetElapsedTime(_start);
}
