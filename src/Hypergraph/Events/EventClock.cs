using System.Diagnostics;

namespace Hypergraph;

/// <summary>
/// The clock of one root run: the wall clock is read once, at its start; after that only the monotonic one, so that
/// timestamps never go back and one read serves both an event's timestamp and its duration.
/// </summary>
internal sealed class EventClock(TimeProvider timeProvider)
{
    private readonly long _startUtcTicks = timeProvider.GetUtcNow().UtcTicks;
    private readonly long _startTicks = timeProvider.GetTimestamp();

    /// <summary>As <see cref="TimeProvider.GetElapsedTime(long, long)"/> has it, which asks for the frequency each time.</summary>
    private readonly double _timeSpanTicks = (double)TimeSpan.TicksPerSecond / timeProvider.TimestampFrequency;

    /// <summary>The system's clock is asked as it would ask itself, without the way there.</summary>
    private readonly bool _isSystem = timeProvider == TimeProvider.System;

    /// <summary>A point on the monotonic clock.</summary>
    public long Now() => _isSystem ? Stopwatch.GetTimestamp() : timeProvider.GetTimestamp();

    /// <summary>The wall-clock time of a point on the monotonic clock, as <see cref="DateTimeOffset.UtcTicks"/> counts it.</summary>
    public long ToUtcTicks(long ticks) => _startUtcTicks + Elapsed(_startTicks, ticks);

    /// <summary>The time between two points on the monotonic clock.</summary>
    public TimeSpan Between(long start, long end) => new(Elapsed(start, end));

    private long Elapsed(long start, long end) => (long)((end - start) * _timeSpanTicks);
}
