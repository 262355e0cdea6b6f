using Hypergraph.Progress.Display;
using Microsoft.Extensions.Time.Testing;

namespace Hypergraph.Progress.Tests;

public sealed class FrameTickerTests
{
    [Fact]
    public void On_the_system_clock_Ticks_on_a_thread_of_its_own_Also_after_another_start()
    {
        using var ticked = new SemaphoreSlim(0);
        string? thread = null;
        using var ticker = new FrameTicker(TimeProvider.System, TimeSpan.FromMilliseconds(1), () =>
        {
            thread = Thread.CurrentThread.Name;
            ticked.Release();
        });
        for (int i = 0; i < 3; i++)
        {
            ticker.Start();
            ticked.Wait(TestContext.Current.CancellationToken);
            ticked.Wait(TestContext.Current.CancellationToken);
            ticker.Stop();
        }

        Assert.Equal("Hypergraph progress", thread);
    }

    [Fact]
    public void A_tick_that_throws_Does_not_end_the_process_And_a_start_continues()
    {
        using var ticked = new SemaphoreSlim(0);
        using var ticker = new FrameTicker(TimeProvider.System, TimeSpan.FromMilliseconds(1), () =>
        {
            ticked.Release();
            throw new IOException("The terminal is gone.");
        });
        ticker.Start();
        ticked.Wait(TestContext.Current.CancellationToken);
        ticker.Start();
        ticked.Wait(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void On_another_clock_Ticks_when_that_says_so()
    {
        var clock = new FakeTimeProvider();
        int ticks = 0;
        using var ticker = new FrameTicker(clock, TimeSpan.FromMilliseconds(100), () => ticks++);
        ticker.Start();
        clock.Advance(TimeSpan.FromMilliseconds(99));
        Assert.Equal(0, ticks);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, ticks);
        ticker.Stop();
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, ticks);
    }
}
