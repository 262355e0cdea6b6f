using Hypergraph.Progress.Tests;
using Microsoft.Extensions.Time.Testing;

namespace Hypergraph.Dashboard.Tests;

/// <summary>Runs that look the same at each time: their clock stands still when they are looked at.</summary>
internal sealed class Scenes : IAsyncDisposable
{
    private readonly TestApplication _application;
    private readonly FakeTimeProvider _clock;
    private readonly EventScript _script;

    private Scenes(TestApplication application, FakeTimeProvider clock)
    {
        _application = application;
        _clock = clock;
        _script = new EventScript(application.Processor.OnEvent, clock);
    }

    /// <summary>The address of the page.</summary>
    public Uri Page => _application.Page;

    /// <summary>The time of the scenes.</summary>
    public DateTime Time => _clock.GetUtcNow().UtcDateTime;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts an application without a run.</summary>
    /// <param name="includesValues">Whether values are sent.</param>
    public static async Task<Scenes> StartAsync(bool includesValues = false)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.Zero));
        return new Scenes(await TestApplication.StartAsync(
            o =>
            {
                o.Stop = (_, _) => true;
                o.IncludesValues = includesValues;
            },
            time: clock), clock);
    }

    /// <summary>A run in flight: a list of files, of which some are read, each by a nested graph.</summary>
    /// <returns>The key of the run.</returns>
    public string Running()
    {
        NodeOutline files = Outlines.Nested("read files", Outlines.Node("download"), Outlines.Node("parse"), Outlines.Node("count words")) with { IsMapped = true };
        RunScript run = _script.Run(Outlines.Graph("census", Outlines.Node("list files"), files, Outlines.Nested("report", Outlines.Node("total"), Outlines.Node("draw")), Outlines.Node("publish")));
        Do(run.Node("list files"), 1_200);
        RunScript map = run.Node("read files").Map(240, "read files");
        for (int i = 0; i < 97; i++)
        {
            RunScript item = map.Item(i, $"file-{i:000}.txt");
            Do(item.Node("download"), 130);
            if (i % 31 == 30)
            {
                Fail(item, "parse", "The line 12 has 3 columns instead of 4.");
                continue;
            }

            Do(item.Node("parse"), 45);
            Do(item.Node("count words"), 20);
            item.End();
        }

        for (int i = 97; i < 105; i++)
        {
            map.Item(i, $"file-{i:000}.txt").Node("download");
        }

        _clock.Advance(TimeSpan.FromMilliseconds(700));
        return run.RunId.ToString();
    }

    /// <summary>A map of which some items have failed for two causes.</summary>
    /// <returns>The key of the run.</returns>
    public string FailedInPart()
    {
        RunScript map = _script.Map(Outlines.Graph("invoices", Outlines.Node("load"), Outlines.Node("check"), Outlines.Node("book")), 120);
        for (int i = 0; i < 120; i++)
        {
            RunScript item = map.Item(i, $"invoice {4100 + i}");
            Do(item.Node("load"), 60);
            if (i % 17 == 5)
            {
                Fail(item, "check", "The sum of the lines is not the total of the invoice.");
                continue;
            }

            Do(item.Node("check"), 15);
            if (i % 40 == 22)
            {
                Fail(item, "book", "The account 1200 is closed since December.");
                continue;
            }

            Do(item.Node("book"), 30);
            item.End();
        }

        map.End(RunStatus.Partial);
        return map.RunId.ToString();
    }

    /// <summary>A stored run that asks a question.</summary>
    /// <returns>The key of the run.</returns>
    public async Task<string> PausedAsync()
    {
        var graph = new Graph(
            "review",
            [
                Node.Create((string topic) => { _clock.Advance(TimeSpan.FromSeconds(3)); return $"About {topic}"; }, "draft", "write"),
                Node.Interrupt<bool>((string draft) => $"Publish '{draft}'?", "approved", "approve"),
                Node.IfElse((bool approved) => approved, "publish", "archive", "decide"),
                Node.Create((string draft, bool approved) => draft, "page", "publish"),
                Node.Create((string draft, bool approved) => draft, "file", "archive"),
            ]);
        RunResult result = await _application.Runner.RunAsync(graph, new { topic = "cats" }, new RunOptions { WorkflowId = "review-42" }, Token);
        Assert.Equal(RunStatus.Paused, result.Status);
        return result.RunId.ToString();
    }

    /// <summary>A run with values.</summary>
    /// <returns>The key of the run.</returns>
    public async Task<string> ValuesAsync()
    {
        var graph = new Graph("letters", [Node.Create((string name) => $"Dear {name}", "letter", "write")]);
        RunResult result = await _application.Runner.RunAsync(graph, new { name = "reader" }, cancellationToken: Token);
        return result.RunId.ToString();
    }

    /// <summary>A run of 1,000 nodes of which a part has run.</summary>
    /// <returns>The key of the run.</returns>
    public string ThousandNodes()
    {
        RunScript run = _script.Run(Outlines.ThousandNodes);
        for (int area = 0; area < 20; area++)
        {
            NodeScript node = run.Node($"area_{area:00}");
            RunScript nested = node.Run($"area_{area:00}");
            for (int step = 0; step < (area == 19 ? 9 : 24); step++)
            {
                Do(nested.Node($"step_{area:00}_{step:00}"), 40);
            }

            if (area < 19)
            {
                nested.End();
                node.End();
            }
        }

        return run.RunId.ToString();
    }

    /// <summary>The start of a map of a million items.</summary>
    public RunScript StartMillion() => _script.Map(Outlines.Graph("catalogue", Outlines.Node("index")), 1_000_000);

    /// <summary>Runs the million items, one after the other, so that all can have the same ids. The page gets the changes, as the clock moves with them.</summary>
    public void RunMillion(RunScript map)
    {
        DashboardProcessor processor = _application.Processor;
        RunId run = _script.NewRun();
        SpanId itemSpan = _script.NewSpan();
        SpanId nodeSpan = _script.NewSpan();
        DateTimeOffset now = _clock.GetUtcNow();
        for (int i = 0; i < 1_000_000; i++)
        {
            if (i % 20_000 == 0)
            {
                Tick();
                now = _clock.GetUtcNow();
            }

            const string Message = "The record has no title.";
            bool fails = i % 100_000 == 7;
            processor.OnEvent(new RunStartEvent { RunId = run, SpanId = itemSpan, ParentSpanId = map.SpanId, Timestamp = now, ItemIndex = i });
            processor.OnEvent(new NodeStartEvent { RunId = run, SpanId = nodeSpan, ParentSpanId = itemSpan, Timestamp = now, ItemIndex = i, NodeName = "index" });
            processor.OnEvent(fails
                ? new NodeErrorEvent { RunId = run, SpanId = nodeSpan, ParentSpanId = itemSpan, Timestamp = now, ItemIndex = i, NodeName = "index", Duration = TimeSpan.Zero, ErrorType = "System.FormatException", ErrorMessage = Message }
                : new NodeEndEvent { RunId = run, SpanId = nodeSpan, ParentSpanId = itemSpan, Timestamp = now, ItemIndex = i, NodeName = "index", Duration = TimeSpan.Zero });
            processor.OnEvent(new RunEndEvent
            {
                RunId = run,
                SpanId = itemSpan,
                ParentSpanId = map.SpanId,
                Timestamp = now,
                ItemIndex = i,
                Status = fails ? RunStatus.Failed : RunStatus.Completed,
                Duration = TimeSpan.Zero,
                ErrorMessage = fails ? Message : null,
            });
        }

        map.End(RunStatus.Partial);
        Tick();
    }

    /// <summary>Lets the streams send what has changed.</summary>
    public void Tick() => _clock.Advance(TimeSpan.FromMilliseconds(110));

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static void Fail(RunScript item, string node, string message)
    {
        item.Node(node).Fail(message);
        item.End(RunStatus.Failed, message);
    }

    private void Do(NodeScript node, int milliseconds)
    {
        _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        node.End();
    }
}
