namespace Hypergraph.Terminal;

/// <summary>
/// A clock that stands still but for what a scene lets pass. Timers keep real time, so that frames are drawn meanwhile; no time
/// passes while one is.
/// </summary>
internal sealed class StepClock : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private long _passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Start.AddTicks(GetTimestamp());

    public override long GetTimestamp() => Volatile.Read(ref _passed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(
        passed =>
        {
            lock (_gate)
            {
                callback(passed);
            }
        },
        state,
        dueTime,
        period);

    public void Pass(double seconds)
    {
        lock (_gate)
        {
            Volatile.Write(ref _passed, _passed + TimeSpan.FromSeconds(seconds).Ticks);
        }
    }
}
