using Microsoft.Extensions.Time.Testing;

namespace Hypergraph.Resilience.Tests;

/// <summary>A clock that stands still until a test moves it, and tells when somebody waits for it.</summary>
internal sealed class WatchedTime : FakeTimeProvider
{
    private readonly TaskCompletionSource<TimeSpan> _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when somebody begins to wait for a time, with how long that is.</summary>
    public Task<TimeSpan> Waiting => _waiting.Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero)
        {
            _waiting.TrySetResult(dueTime);
        }

        return timer;
    }
}
