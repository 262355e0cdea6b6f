namespace Hypergraph;

/// <summary>
/// The clock of one root run: the wall clock is read once, at its start; after that only the monotonic one, so that
/// timestamps never go back and one read serves both an event's timestamp and its duration.
/// </summary>
internal sealed class EventClock(TimeProvider timeProvider)
{
    private readonly DateTimeOffset _startTime = timeProvider.GetUtcNow();
    private readonly long _startTicks = timeProvider.GetTimestamp();

    /// <summary>As <see cref="TimeProvider.GetElapsedTime(long, long)"/> has it, which asks for the frequency each time.</summary>
    private readonly double _timeSpanTicks = (double)TimeSpan.TicksPerSecond / timeProvider.TimestampFrequency;

    /// <summary>A point on the monotonic clock.</summary>
    public long Now() => timeProvider.GetTimestamp();

    /// <summary>The wall-clock time of a point on the monotonic clock.</summary>
    public DateTimeOffset ToTime(long ticks) => _startTime + Between(_startTicks, ticks);

    /// <summary>The time between two points on the monotonic clock.</summary>
    public TimeSpan Between(long start, long end) => new((long)((end - start) * _timeSpanTicks));
}
