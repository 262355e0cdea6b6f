using System.Threading.Channels;
using Hypergraph.Testing.Time;
using Microsoft.Extensions.Time.Testing;

namespace Hypergraph.Testing;

/// <summary>
/// A clock that stands still until a test advances it, and reports when code begins to wait for it. With that, a test of retries,
/// timeouts or delays depends on no real time.
/// </summary>
/// <remarks>
/// Use it where a <see cref="TimeProvider"/> is accepted: <c>Runner.TimeProvider</c>, a Polly pipeline, <c>Task.Delay</c>. Wait for
/// <see cref="NextTimerAsync"/> before <see cref="FakeTimeProvider.Advance"/>: a timer that is created later does not see the time that has passed before.
/// </remarks>
public sealed class FakeClock : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();
    private int _timerCount;

    /// <summary>Creates a clock that shows midnight of 1 January 2000, UTC.</summary>
    public FakeClock()
    {
    }

    /// <summary>Creates a clock that shows a time.</summary>
    /// <param name="start">The time.</param>
    public FakeClock(DateTimeOffset start)
        : base(start)
    {
    }

    /// <summary>How many times code has begun to wait, so far.</summary>
    public int TimerCount => Volatile.Read(ref _timerCount);

    /// <summary>
    /// Waits until code begins to wait for the clock. Each wait of the code is reported once, in order, also those that began before this call.
    /// </summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The time after which the timer is due; for a periodic timer, its first time.</returns>
    public ValueTask<TimeSpan> NextTimerAsync(CancellationToken cancellationToken = default) => _timers.Reader.ReadAsync(cancellationToken);

    /// <summary>Waits until code begins to wait for the clock, and advances the clock to when the timer is due.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The time by which the clock was advanced.</returns>
    public async ValueTask<TimeSpan> AdvanceToNextTimerAsync(CancellationToken cancellationToken = default)
    {
        TimeSpan due = await NextTimerAsync(cancellationToken).ConfigureAwait(false);
        Advance(due);
        return due;
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ReportedTimer(base.CreateTimer(callback, state, dueTime, period), Report);
        Report(dueTime);
        return timer;
    }

    private void Report(TimeSpan dueTime)
    {
        if (dueTime > TimeSpan.Zero)
        {
            Interlocked.Increment(ref _timerCount);
            _timers.Writer.TryWrite(dueTime);
        }
    }
}
