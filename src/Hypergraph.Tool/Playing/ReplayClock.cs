namespace Hypergraph.Tool.Playing;

/// <summary>The time of the runs of a log while it is replayed. Thread-safe.</summary>
/// <param name="speed">How much faster than the runs the time passes; null if it jumps from event to event.</param>
internal sealed class ReplayClock(double? speed) : TimeProvider
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private DateTimeOffset _time = DateTimeOffset.UnixEpoch;
    private DateTimeOffset _awaited = DateTimeOffset.UnixEpoch;
    private long _since;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return speed is { } factor && _since != 0 ? TimeAfter(System.GetElapsedTime(_since).Ticks * factor) : _time;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Waits until the time of an event has come.</summary>
    /// <param name="time">The time of the event.</param>
    /// <param name="jumps">Whether nothing runs, so that there is nothing to wait for.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async ValueTask WaitForAsync(DateTimeOffset time, bool jumps, CancellationToken cancellationToken)
    {
        if (speed is { } factor && !jumps)
        {
            Await(time);
            for (TimeSpan rest = time - GetUtcNow(); rest > TimeSpan.Zero; rest = time - GetUtcNow())
            {
                TimeSpan delay = TimeSpan.FromSeconds(Math.Min(rest.TotalSeconds / factor, LongestDelay.TotalSeconds));
                await Task.Delay(delay, System, cancellationToken).ConfigureAwait(false);
            }
        }
        else
        {
            Set(time);
        }
    }

    /// <summary>Returns the time after a number of ticks. It never passes that of the event that is waited for, however fast it is.</summary>
    private DateTimeOffset TimeAfter(double ticks) => ticks < (_awaited - _time).Ticks ? _time.AddTicks((long)ticks) : _awaited;

    private void Await(DateTimeOffset time)
    {
        lock (_lock)
        {
            _awaited = time > _awaited ? time : _awaited;
        }
    }

    /// <summary>Sets the time, unless it has passed.</summary>
    private void Set(DateTimeOffset time)
    {
        lock (_lock)
        {
            if (GetUtcNow() < time)
            {
                _time = time;
                _awaited = time;
                _since = System.GetTimestamp();
            }
        }
    }
}
