namespace Hypergraph.Benchmarks;

/// <summary>A clock that a benchmark advances; it then calls the one timer that was created from it.</summary>
internal sealed class ManualClock : TimeProvider
{
    private DateTimeOffset _now = DateTimeOffset.UnixEpoch;
    private Action? _tick;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _tick = () => callback(state);
        return new Timer();
    }

    /// <summary>Lets a time pass that is long enough for whatever is due.</summary>
    public void Tick()
    {
        _now += TimeSpan.FromSeconds(10);
        _tick?.Invoke();
    }

    private sealed class Timer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
