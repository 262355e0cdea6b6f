using System.Text.Json;
using CsCheck;

namespace Hypergraph.Extensions.Hosting.Tests;

/// <summary>The events that the registry keeps of a run.</summary>
public class RunEventTests
{
    private static readonly JsonSerializerOptions ValuesJson = new() { Converters = { new EventJsonConverter { IncludesValues = true } } };

    [Fact]
    public async Task Events_Of_a_live_run_Are_followed_by_several_readers()
    {
        using IHost host = await TestHost.StartAsync();
        var gate = new TaskCompletionSource();
        Graph graph = new([Node.Create(async (int x) =>
        {
            await gate.Task;
            return x;
        }, output: "y", name: "wait")]);
        RunHandle<RunResult> handle = host.Runner().Start(graph, new { x = 1 }, cancellationToken: TestHost.Token);
        RunEntry run = host.Registry().Find(handle.RunId)!;

        await foreach (RecordedEvent recorded in run.ReadEventsAsync(cancellationToken: TestHost.Token))
        {
            if (recorded.Number == 1)
            {
                break;
            }
        }

        Task<List<RecordedEvent>> all = run.ReadEventsAsync(cancellationToken: TestHost.Token).ToListAsync(TestHost.Token).AsTask();
        Task<List<RecordedEvent>> later = run.ReadEventsAsync(after: 1, TestHost.Token).ToListAsync(TestHost.Token).AsTask();
        Assert.False(run.HasNoEventsAfter(1));
        gate.SetResult();

        Assert.Equal([0L, 1, 2, 3], (await all).Select(e => e.Number));
        Assert.Equal([2L, 3], (await later).Select(e => e.Number));
        Assert.Equal(["RunStartEvent", "NodeStartEvent", "NodeEndEvent", "RunEndEvent"], (await all).Select(e => e.Event.GetType().Name));
        Assert.True(run.HasNoEventsAfter(3));
        Assert.Empty(await run.ReadEventsAsync(after: 3, TestHost.Token).ToListAsync(TestHost.Token));
        Assert.Null(Assert.IsType<NodeStartEvent>((await all)[1].Event).Inputs);
    }

    [Fact]
    public async Task Events_Have_values_where_they_are_kept()
    {
        using IHost host = await TestHost.StartAsync(h => h.Configure(o => o.KeepsValues = true));
        RunResult result = await host.Runner().RunAsync(TestHost.Doubling, new { x = 4 }, cancellationToken: TestHost.Token);

        List<Event> events = await EventsOf(host.Registry().Find(result.RunId)!);
        Assert.Equal(4, Assert.Single(events.OfType<NodeStartEvent>()).Inputs!["x"]);
    }

    [Fact]
    public async Task Events_That_another_processor_wants_with_values_Are_kept_without()
    {
        var recorder = new EventRecorder();
        using IHost host = await TestHost.StartAsync(h => h.AddProcessor(recorder));
        Graph graph = new([
            Node.Create(
                (int x, NodeContext context) =>
                {
                    context.StreamChunk("part");
                    return x;
                },
                output: "y",
                name: "chunk"),
            Node.Interrupt<string>((int y) => $"Is {y} right?", output: "answer", name: "ask"),
        ]);
        RunResult result = await host.Runner().RunAsync(graph, new { x = 4 }, cancellationToken: TestHost.Token);

        string kept = JsonSerializer.Serialize(await EventsOf(host.Registry().Find(result.RunId)!), ValuesJson);
        string all = JsonSerializer.Serialize(recorder.Events, ValuesJson);

        Assert.All(["\"inputs\"", "part", "Is 4 right?"], text => Assert.Contains(text, all, StringComparison.Ordinal));
        Assert.All(["\"inputs\"", "\"outputs\"", "part", "Is 4 right?"], text => Assert.DoesNotContain(text, kept, StringComparison.Ordinal));
        Assert.Equal(recorder.Events.Count, (await EventsOf(host.Registry().Find(result.RunId)!)).Count);
    }

    [Fact]
    public async Task Reader_That_is_cancelled_Ends_alone()
    {
        using IHost host = await TestHost.StartAsync();
        var gate = new TaskCompletionSource();
        Graph graph = new([Node.Create(async (int x) => await gate.Task, output: null, name: "wait")]);
        RunHandle<RunResult> handle = host.Runner().Start(graph, new { x = 1 }, cancellationToken: TestHost.Token);
        using var cancel = new CancellationTokenSource();

        Task<List<RecordedEvent>> reading = host.Registry().Find(handle.RunId)!.ReadEventsAsync(cancellationToken: cancel.Token).ToListAsync(TestHost.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        gate.SetResult();

        Assert.Equal(RunStatus.Completed, (await handle.Completion).Status);
    }

    [Fact]
    public void Events_Beyond_the_limit_Are_missed_and_counted()
    {
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 12], Gen.Int[-1, 45]).Sample(
            (reports, capacity, after) =>
            {
                using IHost host = TestHost.Build(h => h.Configure(o => o.MaxEventsPerRun = capacity));
                Graph graph = new([Node.Create(
                    (NodeContext context) =>
                    {
                        for (int i = 0; i < reports; i++)
                        {
                            context.ReportProgress(i);
                        }
                    },
                    output: null,
                    name: "report")]);
                RunId id = host.Runner().RunAsync(graph).GetAwaiter().GetResult().RunId;
                RunEntry run = host.Registry().Find(id)!;

                List<RecordedEvent> read = run.ReadEventsAsync(after < 0 ? null : after).ToListAsync().AsTask().GetAwaiter().GetResult();

                int total = capacity == 0 ? 0 : reports + 4;
                int oldest = Math.Max(0, total - capacity);
                IEnumerable<int> kept = Enumerable.Range(0, total).Where(n => n == 0 || n >= oldest).Where(n => n > after);
                Assert.Equal(kept.Select(n => (long)n), read.Select(e => e.Number));
                long next = after + 1;
                foreach (RecordedEvent recorded in read)
                {
                    Assert.Equal(recorded.Number - next, recorded.MissedCount);
                    next = recorded.Number + 1;
                }

                Assert.Equal(after >= total - 1, run.HasNoEventsAfter(after < 0 ? null : after));
            },
            iter: 60);
    }

    private static async Task<List<Event>> EventsOf(RunEntry run) => [.. (await run.ReadEventsAsync().ToListAsync(TestHost.Token)).Select(e => e.Event)];
}
