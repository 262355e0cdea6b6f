using System.Diagnostics;

namespace Hypergraph.Events.Dispatching;

/// <summary>
/// The clock of one root run. It reads the wall clock once, at its start, and then only the monotonic clock. So timestamps
/// never decrease, and one read serves both the timestamp and the duration of an event.
/// </summary>
internal sealed class EventClock(TimeProvider timeProvider)
{
    private readonly long _startUtcTicks = timeProvider.GetUtcNow().UtcTicks;
    private readonly long _startTicks = timeProvider.GetTimestamp();

    /// <summary>The factor of <see cref="TimeProvider.GetElapsedTime(long, long)"/>, which reads the frequency on each call.</summary>
    private readonly double _timeSpanTicks = (double)TimeSpan.TicksPerSecond / timeProvider.TimestampFrequency;

    /// <summary>Whether the stopwatch can be read directly, without the call of the time provider.</summary>
    private readonly bool _isSystem = timeProvider == TimeProvider.System;

    /// <summary>A point on the monotonic clock.</summary>
    public long Now() => _isSystem ? Stopwatch.GetTimestamp() : timeProvider.GetTimestamp();

    /// <summary>The wall-clock time of a point on the monotonic clock, as <see cref="DateTimeOffset.UtcTicks"/> counts it.</summary>
    public long ToUtcTicks(long ticks) => _startUtcTicks + Elapsed(_startTicks, ticks);

    /// <summary>The time between two points on the monotonic clock.</summary>
    public TimeSpan Between(long start, long end) => new(Elapsed(start, end));

    private long Elapsed(long start, long end) => (long)((end - start) * _timeSpanTicks);
}
