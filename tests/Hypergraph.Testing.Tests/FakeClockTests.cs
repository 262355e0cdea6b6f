using Hypergraph.Resilience;
using Polly;
using Polly.Retry;

namespace Hypergraph.Testing.Tests;

public sealed class FakeClockTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task NextTimerAsync_Returns_each_wait_in_order()
    {
        var clock = new FakeClock();
        Task first = Task.Delay(TimeSpan.FromSeconds(3), clock, Token);
        Task second = Task.Delay(TimeSpan.FromSeconds(5), clock, Token);

        Assert.Equal(2, clock.TimerCount);
        Assert.Equal(TimeSpan.FromSeconds(3), await clock.NextTimerAsync(Token));
        Assert.Equal(TimeSpan.FromSeconds(5), await clock.NextTimerAsync(Token));
        ValueTask<TimeSpan> third = clock.NextTimerAsync(Token);
        Assert.False(third.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(4));
        await first;
        Assert.False(second.IsCompleted);
        Task last = Task.Delay(TimeSpan.FromSeconds(1), clock, Token);
        Assert.Equal(TimeSpan.FromSeconds(1), await third);
        clock.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(second, last);
    }

    [Fact]
    public async Task Timers_That_are_set_again_Are_reported()
    {
        var clock = new FakeClock(DateTimeOffset.UnixEpoch);
        await using ITimer timer = clock.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Assert.Equal(0, clock.TimerCount);
        timer.Change(TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan);
        Assert.Equal(TimeSpan.FromMinutes(1), await clock.AdvanceToNextTimerAsync(Token));
        Assert.Equal(DateTimeOffset.UnixEpoch.AddMinutes(1), clock.GetUtcNow());
    }

    [Fact]
    public async Task Retries_Are_tested_without_real_time()
    {
        var clock = new FakeClock();
        int calls = 0;
        ResiliencePipeline retry = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 2, Delay = TimeSpan.FromHours(1), BackoffType = DelayBackoffType.Exponential })
            .Build();
        var recorder = new EventRecorder();
        var node = Node.Create((int x) => ++calls < 3 ? throw new TimeoutException() : x, output: "y", name: "fetch").WithResilience(retry);
        Task<RunResult> run = new AsyncRunner(recorder) { TimeProvider = clock }.RunAsync(new Graph("fetches", [node]), ("x", 5));

        Assert.Equal(TimeSpan.FromHours(1), await clock.AdvanceToNextTimerAsync(Token));
        Assert.Equal(TimeSpan.FromHours(2), await clock.AdvanceToNextTimerAsync(Token));

        Assert.Equal(TimeSpan.FromHours(3), (await run).Duration);
        recorder.Events.AssertExactly(
            "RunStart", "NodeStart fetch", "NodeAttemptStart fetch 1", "NodeAttemptEnd fetch 1 System.TimeoutException", "NodeAttemptStart fetch 2",
            "NodeAttemptEnd fetch 2 System.TimeoutException", "NodeAttemptStart fetch 3", "NodeAttemptEnd fetch 3", "NodeEnd fetch", "RunEnd fetches Completed");
    }
}
