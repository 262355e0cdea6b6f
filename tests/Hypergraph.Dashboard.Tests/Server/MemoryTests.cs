using System.Runtime.CompilerServices;
using System.Text.Json;
using Hypergraph.Progress.Tests;

namespace Hypergraph.Dashboard.Tests;

/// <summary>What the dashboard keeps in memory, and what it does not.</summary>
public sealed class MemoryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Values_Of_events_Are_not_kept()
    {
        await using DashboardServer server = await DashboardServer.StartAsync(cancellationToken: Token);

        WeakReference[] values = await RunAsync(server.Processor, new ValueReader());

        AssertCollected(values);
    }

    [Fact]
    public async Task Values_That_are_shown_Are_kept_only_after_their_redaction()
    {
        await using DashboardServer server = await DashboardServer.StartAsync(
            new DashboardServerOptions
            {
                Configure = o =>
                {
                    o.IncludesValues = true;
                    o.Redact = value => "(hidden)";
                },
            },
            Token);

        WeakReference[] values = await RunAsync(server.Processor);

        AssertCollected(values);
        using var client = new ServerClient(server);
        JsonElement run = Assert.Single(await client.RunsAsync());
        JsonElement events = await client.JsonAsync($"api/runs/{run.GetProperty("key")}/events?kind=nodeStart");
        Assert.Equal("""{"x":"(hidden)"}""", events.GetProperty("events")[0].GetProperty("values").GetString());
    }

    [Fact]
    public async Task Values_Are_kept_up_to_a_length()
    {
        await using DashboardServer server = await DashboardServer.StartAsync(
            new DashboardServerOptions
            {
                Configure = o =>
                {
                    o.IncludesValues = true;
                    o.MaxValueLengthPerRun = 60;
                },
            },
            Token);
        var graph = new Graph("texts", [Node.Create((string x) => x, "y", "copy")]);
        RunResult result = await new AsyncRunner(server.Processor).RunAsync(graph, [("x", "0123456789012345678901234567890123456789")], cancellationToken: Token);
        using var client = new ServerClient(server);

        JsonElement events = await client.JsonAsync($"api/runs/{result.RunId}/events");

        Assert.Equal(
            ["runEnd False", "nodeEnd True", "nodeStart False", "runStart False"],
            events.GetProperty("events").EnumerateArray().Select(e => $"{e.GetProperty("kind")} {e.TryGetProperty("values", out _)}"));
    }

    [Fact]
    public async Task Value_That_cannot_be_written_Does_not_lose_its_event()
    {
        await using DashboardServer server = await DashboardServer.StartAsync(new DashboardServerOptions { Configure = o => o.IncludesValues = true }, Token);
        var graph = new Graph("objects", [Node.Create((Unreadable x) => 1, "y", "copy")]);
        RunResult result = await new AsyncRunner(server.Processor).RunAsync(graph, [("x", new Unreadable())], cancellationToken: Token);
        using var client = new ServerClient(server);

        JsonElement events = await client.JsonAsync($"api/runs/{result.RunId}/events");

        Assert.Equal(["runEnd", "nodeEnd", "nodeStart", "runStart"], events.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("kind").GetString()));
    }

    [Fact]
    public async Task Run_That_is_removed_Is_not_kept()
    {
        await using DashboardServer server = await DashboardServer.StartAsync(new DashboardServerOptions { Configure = o => o.MaxRecentRuns = 1 }, Token);

        WeakReference[] outlines = [.. Enumerable.Range(0, 3).Select(_ => EmitRun(server.Processor, isEnded: true))];
        using var client = new ServerClient(server);
        Assert.Single(await client.RunsAsync());
        EmitRun(server.Processor, isEnded: true);

        AssertCollected(outlines);
    }

    [Fact]
    public async Task Runs_That_never_end_Are_removed_when_there_are_too_many()
    {
        await using DashboardServer server = await DashboardServer.StartAsync(new DashboardServerOptions { Configure = o => o.MaxRunningRuns = 2 }, Token);
        using var client = new ServerClient(server);

        WeakReference[] outlines = [.. Enumerable.Range(0, 3).Select(_ => EmitRun(server.Processor, isEnded: false))];
        JsonElement[] runs = await client.RunsAsync();
        Assert.Equal(2, runs.Length);
        EmitRun(server.Processor, isEnded: false);
        EmitRun(server.Processor, isEnded: false);
        EmitRun(server.Processor, isEnded: true);

        AssertCollected(outlines);
        runs = await client.RunsAsync();
        Assert.Equal(["completed", "running"], runs.Select(run => run.GetProperty("status").GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Stream_Of_a_run_that_is_removed_Ends()
    {
        await using DashboardServer server = await DashboardServer.StartAsync(new DashboardServerOptions { Configure = o => o.MaxRunningRuns = 1 }, Token);
        using var client = new ServerClient(server);
        RunScript run = new EventScript(server.Processor.OnEvent, TimeProvider.System).Run(Outlines.Graph("waits", Outlines.Node("wait")));
        List<string> types = [];

        await foreach ((string type, _) in client.MessagesAsync($"api/runs/{run.RunId}/stream", Token))
        {
            types.Add(type);
            if (types.Count == 1)
            {
                EmitRun(server.Processor, isEnded: false);
            }
        }

        Assert.Equal(["run", "end"], types);
    }

    /// <summary>Emits a run with some nodes in flight at the same time.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference EmitRun(DashboardProcessor processor, bool isEnded)
    {
        GraphOutline outline = Outlines.Graph("steps", Outlines.Node("first"), Outlines.Node("second"));
        RunScript run = new EventScript(processor.OnEvent, TimeProvider.System).Run(outline);
        NodeScript first = run.Node("first");
        NodeScript second = run.Node("second");
        first.End();
        if (isEnded)
        {
            second.End();
            run.End();
        }

        return new WeakReference(outline);
    }

    /// <summary>Runs a node whose inputs and outputs are objects.</summary>
    private static async Task<WeakReference[]> RunAsync(params EventProcessor[] processors)
    {
        List<WeakReference> values = [];
        var graph = new Graph("objects", [Node.Create((Payload x) => Create(values), "y", "copy")]);
        await new AsyncRunner(processors).RunAsync(graph, [("x", Create(values))], cancellationToken: Token);
        return [.. values];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Payload Create(List<WeakReference> values)
    {
        var payload = new Payload("text");
        values.Add(new WeakReference(payload));
        return payload;
    }

    private static void AssertCollected(WeakReference[] references)
    {
        for (int i = 0; i < 20 && references.Any(reference => reference.IsAlive); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.False(reference.IsAlive));
    }

    private sealed record Payload(string Text);

    private sealed class Unreadable
    {
        public string Text => throw new InvalidOperationException("no");

        public override string ToString() => throw new InvalidOperationException("no");
    }

    /// <summary>A processor, such as a log, that makes events have their values.</summary>
    private sealed class ValueReader : EventProcessor
    {
        public override void OnEvent(Event e)
        {
        }
    }
}
