using System.Text.Json;
using Hypergraph.Progress.Tests;

namespace Hypergraph.Dashboard.Tests;

/// <summary>The work of the server for its viewers.</summary>
public sealed class SharedWorkTests
{
    private const int Viewers = 8;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Viewers_Share_what_is_computed(bool isOfRun)
    {
        var clock = new CountingClock();
        await using TestApplication application = await TestApplication.StartAsync(time: clock);
        RunScript run = new EventScript(application.Processor.OnEvent, clock).Run(Outlines.Graph("steps", Outlines.Node("first"), Outlines.Node("second")));
        using var client = new ServerClient(application.Page);
        var viewers = new List<IAsyncEnumerator<(string Type, JsonElement Data)>>();
        for (int i = 0; i < Viewers; i++)
        {
            viewers.Add(client.MessagesAsync(isOfRun ? $"api/runs/{run.RunId}/stream" : "api/runs/stream", Token).GetAsyncEnumerator(Token));
            Assert.True(await viewers[^1].MoveNextAsync());
        }

        // The streams wait for the clock.
        for (int i = 0; i < Viewers; i++)
        {
            await clock.NextTimerAsync(Token);
        }

        clock.Count = 0;
        run.Nodes("first");
        clock.Advance(TimeSpan.FromMilliseconds(100));
        foreach (IAsyncEnumerator<(string Type, JsonElement Data)> viewer in viewers)
        {
            Assert.True(await viewer.MoveNextAsync());
            Assert.Equal("change", viewer.Current.Type);
        }

        // Each message has the time once, and so have the two events and the rows that are computed of them.
        Assert.InRange(clock.Count, Viewers, Viewers + 3);
        run.End();
        foreach (IAsyncEnumerator<(string Type, JsonElement Data)> viewer in viewers)
        {
            await viewer.DisposeAsync();
        }
    }

    /// <summary>A summary is made while events come. It does not say that a run is completed beside counts from before its end.</summary>
    [Fact]
    public async Task Summary_Of_a_completed_run_Has_all_items()
    {
        const int Runs = 30;
        const int Items = 500;
        await using DashboardServer server = await DashboardServer.StartAsync(cancellationToken: Token);
        using var client = new ServerClient(server);
        Task writing = Task.Run(
            () =>
            {
                for (int i = 0; i < Runs; i++)
                {
                    foreach (Event e in RepeatedEventsTests.Map(Items))
                    {
                        server.Processor.OnEvent(e);
                    }
                }
            },
            Token);
        int completed;
        do
        {
            JsonElement[] ended = [.. (await client.RunsAsync()).Where(run => run.GetProperty("status").GetString() == "completed")];
            Assert.All(ended, run => Assert.Equal((Items, Items / 10), (run.GetProperty("done").GetInt32(), run.GetProperty("failed").GetInt32())));
            completed = ended.Length;
        }
        while (completed < Runs);
        await writing;
    }

    [Fact]
    public async Task Run_That_does_not_change_Is_not_sent_again()
    {
        await using DashboardServer server = await DashboardServer.StartAsync(cancellationToken: Token);
        using var client = new ServerClient(server);
        RunScript quiet = new EventScript(server.Processor.OnEvent, TimeProvider.System).Run(Outlines.Graph("quiet", Outlines.Node("wait")));
        RunScript busy = new EventScript(server.Processor.OnEvent, TimeProvider.System).Run(Outlines.Graph("busy", Outlines.Node("a"), Outlines.Node("b")));
        List<string?> sent = [];

        await foreach ((string type, JsonElement data) in client.MessagesAsync("api/runs/stream", Token))
        {
            sent.AddRange(data.GetProperty("runs").EnumerateArray().Select(run => $"{type} {run.GetProperty("graph")} {run.GetProperty("status")}"));
            if (sent[^1] == "change busy completed")
            {
                break;
            }

            busy.Nodes("a", "b").End();
        }

        Assert.DoesNotContain("change quiet running", sent);
        quiet.End();
    }

    /// <summary>A clock that counts how often it is read.</summary>
    private sealed class CountingClock : TimeProvider
    {
        private readonly FakeClock _clock = new();
        private int _count;

        public int Count
        {
            get => Volatile.Read(ref _count);
            set => Volatile.Write(ref _count, value);
        }

        public override long TimestampFrequency => _clock.TimestampFrequency;

        public override DateTimeOffset GetUtcNow()
        {
            Interlocked.Increment(ref _count);
            return _clock.GetUtcNow();
        }

        public override long GetTimestamp() => _clock.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => _clock.CreateTimer(callback, state, dueTime, period);

        public void Advance(TimeSpan time) => _clock.Advance(time);

        public ValueTask<TimeSpan> NextTimerAsync(CancellationToken cancellationToken) => _clock.NextTimerAsync(cancellationToken);
    }
}
