using System.Text.Json;
using Hypergraph.Progress.Tests;

namespace Hypergraph.Dashboard.Tests;

/// <summary>Events that reach the dashboard on several ways count once.</summary>
public sealed class RepeatedEventsTests
{
    private const int Items = 2_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Log_That_is_named_twice_Counts_once()
    {
        using var folder = new TempFolder();
        folder.Write(Map(Items));
        string other = Path.Combine(folder.Path, ".", "run.jsonl");

        await AssertCountedOnceAsync([folder.Log, other]);
    }

    [Fact]
    public async Task Copy_Of_a_log_Counts_once()
    {
        using var folder = new TempFolder();
        folder.Write(Map(Items));
        string copy = Path.Combine(folder.Path, "copy.jsonl");
        File.Copy(folder.Log, copy);

        await AssertCountedOnceAsync([folder.Log, copy]);
    }

    [Fact]
    public async Task Segments_That_are_named_with_their_log_Count_once()
    {
        using var folder = new TempFolder();
        string[] files = Segments(folder, Map(Items));

        await AssertCountedOnceAsync(files);
    }

    [Fact]
    public async Task Log_Whose_first_segment_was_removed_Is_read()
    {
        using var folder = new TempFolder();
        string[] files = Segments(folder, [.. Map(Items), .. Map(10)]);
        File.Delete(files[0]);

        await using DashboardServer server = await ServeAsync([files[0]]);
        using var client = new ServerClient(server);

        JsonElement run = Assert.Single(await client.RunsAsync(runs => runs is [var only] && Status(only) == "completed"));
        Assert.Equal(10, run.GetProperty("done").GetInt32());
    }

    [Fact]
    public async Task Log_That_has_a_run_twice_Counts_it_once()
    {
        using var folder = new TempFolder();
        Event[] events = [.. Map(Items)];
        folder.Write([.. events.Take(events.Length / 2), .. events]);

        await AssertCountedOnceAsync([folder.Log]);
    }

    [Fact]
    public async Task Live_run_Whose_log_is_followed_Counts_once()
    {
        using var folder = new TempFolder();
        await using DashboardServer server = await ServeAsync([folder.Log]);
        using var client = new ServerClient(server);
        using (var log = new JsonLinesEventProcessor(folder.Log))
        {
            foreach (Event e in Map(Items))
            {
                server.Processor.OnEvent(e);
                log.OnEvent(e);
            }
        }

        // The log has been read when the next run in it is listed.
        folder.Write(Map(1));
        JsonElement[] runs = await client.RunsAsync(runs => runs.Length == 2 && runs.All(run => Status(run) == "completed"));

        JsonElement live = runs.Single(run => run.GetProperty("source").GetString() == "live");
        await AssertCountedOnceAsync(client, live);
    }

    [Fact]
    public async Task Live_run_Whose_log_was_read_before_Counts_once()
    {
        using var folder = new TempFolder();
        Event[] events = [.. Map(Items)];
        folder.Write(events.Take(Items));
        await using DashboardServer server = await ServeAsync([folder.Log]);
        using var client = new ServerClient(server);
        await client.RunsAsync(runs => runs is [var only] && only.GetProperty("source").GetString() == "log");

        foreach (Event e in events)
        {
            server.Processor.OnEvent(e);
        }

        JsonElement live = Assert.Single(await client.RunsAsync(runs => runs is [var only] && Status(only) == "completed"));
        Assert.Equal("live", live.GetProperty("source").GetString());
        await AssertCountedOnceAsync(client, live);
    }

    [Fact]
    public async Task Viewer_Of_a_logged_run_Follows_it_when_it_is_live_too()
    {
        using var folder = new TempFolder();
        Event[] events = [.. Map(10)];
        folder.Write(events.Take(5));
        await using DashboardServer server = await ServeAsync([folder.Log]);
        using var client = new ServerClient(server);
        JsonElement logged = Assert.Single(await client.RunsAsync(runs => runs.Length == 1));
        List<string> sources = [];

        await foreach ((string type, JsonElement data) in client.MessagesAsync($"api/runs/{Key(logged)}/stream", Token))
        {
            if (type == "end")
            {
                break;
            }

            sources.Add(data.GetProperty("summary").GetProperty("source").GetString()!);
            for (int i = 0; i < events.Length && sources.Count == 1; i++)
            {
                server.Processor.OnEvent(events[i]);
            }
        }

        Assert.Equal(("log", "live"), (sources[0], sources[^1]));
    }

    [Fact]
    public async Task Processor_That_receives_each_event_twice_Counts_it_once()
    {
        await using DashboardServer server = await ServeAsync([]);
        using var client = new ServerClient(server);

        foreach (Event e in Map(Items))
        {
            server.Processor.OnEvent(e);
            server.Processor.OnEvent(e);
        }

        await AssertCountedOnceAsync(client, Assert.Single(await client.RunsAsync()));
    }

    /// <summary>A map with one node and several events for each item, one of ten failed.</summary>
    internal static IEnumerable<Event> Map(int items)
    {
        List<Event> events = [];
        RunScript map = new EventScript(events.Add, TimeProvider.System).Map(Outlines.Graph("numbers", Outlines.Node("check")), items);
        for (int i = 0; i < items; i++)
        {
            RunScript item = map.Item();
            NodeScript node = item.Node("check");
            node.StartAttempt(1);
            if (i % 10 == 9)
            {
                node.Fail("odd");
                item.End(RunStatus.Failed, "odd");
            }
            else
            {
                node.End();
                item.End();
            }
        }

        map.End();
        return events;
    }

    private static Task<DashboardServer> ServeAsync(IEnumerable<string> logs) => DashboardServer.StartAsync(
        new DashboardServerOptions
        {
            Configure = o =>
            {
                foreach (string log in logs)
                {
                    o.Logs.Add(log);
                }
            },
        },
        Token);

    private static async Task AssertCountedOnceAsync(string[] logs)
    {
        await using DashboardServer server = await ServeAsync(logs);
        using var client = new ServerClient(server);
        JsonElement run = Assert.Single(await client.RunsAsync(runs => runs is [var only] && Status(only) == "completed"));
        await AssertCountedOnceAsync(client, run);
    }

    private static async Task AssertCountedOnceAsync(ServerClient client, JsonElement run)
    {
        JsonElement events = await client.JsonAsync($"api/runs/{Key(run)}/events");
        JsonElement items = await client.JsonAsync($"api/runs/{Key(run)}/items?limit=1");
        JsonElement failures = await client.JsonAsync($"api/runs/{Key(run)}/failures");
        Assert.Equal(
            (Items, Items / 10, Items * 5L + 2, (long)Items, Items / 10),
            (run.GetProperty("done").GetInt32(), run.GetProperty("failed").GetInt32(), events.GetProperty("newest").GetInt64(), items.GetProperty("total").GetInt64(), failures.GetProperty("total").GetInt32()));
    }

    /// <summary>Writes a log in three files.</summary>
    private static string[] Segments(TempFolder folder, IEnumerable<Event> events)
    {
        folder.Write(events);
        string[] lines = File.ReadAllLines(folder.Log);
        string[] files = [folder.Log, Path.Combine(folder.Path, "run.segment-1.jsonl"), Path.Combine(folder.Path, "run.segment-2.jsonl")];
        foreach ((string file, string[] part) in files.Zip(lines.Chunk((lines.Length / 3) + 1)))
        {
            File.WriteAllLines(file, part);
        }

        return files;
    }

    private static string Key(JsonElement run) => run.GetProperty("key").GetString()!;

    private static string Status(JsonElement run) => run.GetProperty("status").GetString()!;
}
