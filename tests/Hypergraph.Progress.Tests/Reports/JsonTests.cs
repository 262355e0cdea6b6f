using System.Text.Json;
using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

public sealed class JsonTests : IDisposable
{
    private readonly LiveTest _test = new(mode: ProgressMode.Json);

    public void Dispose() => _test.Dispose();

    [Theory]
    [InlineData(RunStatus.Failed)]
    [InlineData(RunStatus.Stopped)]
    public void Stream_That_is_cut_short_Has_no_total(RunStatus status)
    {
        RunScript map = _test.Script.MapStream(Graph("g", Node("a")));
        map.Item().Nodes("a").End();
        map.End(status);
        _test.Processor.Shutdown();

        JsonElement[] rows = [.. Objects()[^1].GetProperty("rows").EnumerateArray()];
        Assert.Equal([1, 1], rows.Select(row => row.GetProperty("done").GetInt64()));
        Assert.All(rows, row => Assert.False(row.TryGetProperty("total", out _)));
    }

    [Fact]
    public void Run_Is_reported_line_by_line()
    {
        RunScript run = _test.Script.Run(Graph("rag", Node("load"), Node("ask")), workflowId: "w1");
        NodeScript load = run.Node("load");
        _test.Clock.Advance(TimeSpan.FromMilliseconds(12));
        load.End();
        run.End();
        _test.Processor.Shutdown();

        Assert.Equal(
            ["run-started", "node-started", "node-ended", "run-ended"],
            Objects().Select(line => line.GetProperty("type").GetString()));
    }

    [Fact]
    public void Node_end_Is_this_object()
    {
        RunScript run = _test.Script.Run(Graph("rag", Node("load"), Node("ask")), workflowId: "w1");
        NodeScript load = run.Node("load");
        _test.Clock.Advance(TimeSpan.FromMilliseconds(12));
        load.End(cached: true);
        _test.NextFrame();

        Assert.Equal(
            $$$"""
            {"v":1,"type":"node-ended","time":"2026-01-01T00:00:00.012Z","run":"{{{run.RunId}}}","graph":"rag","workflow":"w1","row":{"path":"load","label":"load","kind":"node","state":"cached","done":1,"total":1,"cached":1,"elapsedMs":12}}
            """,
            Lines()[^1]);
    }

    [Fact]
    public void Node_From_the_store_Has_the_number_of_restored_executions()
    {
        RunScript run = _test.Script.Run(Graph("rag", Node("load"), Node("ask")));
        run.Node("load").End(restored: true);
        _test.NextFrame();

        JsonElement row = Objects()[^1].GetProperty("row");
        Assert.Equal(("done", 1), (row.GetProperty("state").GetString(), row.GetProperty("restored").GetInt64()));
        Assert.False(row.TryGetProperty("averageMs", out _));
    }

    [Fact]
    public void Run_end_Has_outcome_Rows_And_failures()
    {
        RunScript map = _test.Script.Map(Graph("batch", Node("work")), 2);
        RunScript item = map.Item();
        item.Node("work").Fail("first\nsecond");
        item.End(RunStatus.Failed, "first\nsecond");
        map.Item().Nodes("work").End();
        map.End(RunStatus.Partial);
        _test.Processor.Shutdown();

        JsonElement end = Objects()[^1];
        Assert.Equal("partial", end.GetProperty("status").GetString());
        Assert.Equal(1, end.GetProperty("failureCount").GetInt64());
        Assert.Equal(["map failed 2/2", "node failed 2/2"], end.GetProperty("rows").EnumerateArray().Select(Short));
        JsonElement failure = Assert.Single(end.GetProperty("failures").EnumerateArray());
        Assert.Equal("work", failure.GetProperty("path").GetString());
        Assert.Equal([0], failure.GetProperty("items").EnumerateArray().Select(i => i.GetInt32()));
        Assert.Equal("System.InvalidOperationException", failure.GetProperty("errorType").GetString());
        Assert.Equal("first\nsecond", failure.GetProperty("message").GetString());
    }

    [Fact]
    public void Lines_Tell_rows_as_they_stood_then_Also_when_all_is_written_at_once()
    {
        RunScript map = _test.Script.Map(Graph("batch", Node("work")), 4);
        for (int i = 0; i < 4; i++)
        {
            map.Item().Nodes("work").End();
        }

        map.End();
        _test.NextFrame();
        Assert.Equal(
            ["map waiting 0/4", "map running 0/4", "map running 1/4", "map running 2/4", "map running 3/4", "map done 4/4"],
            Objects().Select(line => Short(line.TryGetProperty("row", out JsonElement row) ? row : line.GetProperty("rows")[0])));
    }

    [Fact]
    public void Silence_Is_broken_With_the_rows_that_run()
    {
        RunScript run = _test.Script.Run(Graph("g", Node("a"), Node("b")));
        run.Node("a");
        _test.NextFrame();
        Lines();
        _test.Clock.Advance(TimeSpan.FromSeconds(30));

        JsonElement line = Assert.Single(Objects());
        Assert.Equal("still-running", line.GetProperty("type").GetString());
        Assert.Equal(30100, line.GetProperty("elapsedMs").GetDouble());
        Assert.Equal(["node running 0/1"], line.GetProperty("rows").EnumerateArray().Select(Short));
    }

    [Fact]
    public void Total_That_is_not_known_Is_left_out()
    {
        _test.Script.Run(Graph("g", Mapped("m", Node("a"))));
        _test.NextFrame();

        JsonElement rows = Assert.Single(Objects()).GetProperty("rows");
        Assert.All(rows.EnumerateArray(), row => Assert.False(row.TryGetProperty("total", out _)));
    }

    [Fact]
    public void Run_start_Has_the_totals_that_were_known_then()
    {
        RunScript map = _test.Script.Map(Graph("g", Looping("loop"), Node("never"), Mapped("m", Node("a"))), 2);
        RunScript item = map.Item();
        item.Nodes("loop", "loop", "loop");
        NodeScript node = item.Node("m");
        RunScript inner = node.Map(3);
        inner.Item().Nodes("a").End();
        item.Nodes("loop");
        _test.NextFrame();

        JsonElement[] rows = [.. Objects()[0].GetProperty("rows").EnumerateArray()];
        Assert.Equal([2L, 2L, 2L, null, null], rows.Select(row => row.TryGetProperty("total", out JsonElement total) ? total.GetInt64() : (long?)null));
        Assert.All(rows, row => Assert.False(row.TryGetProperty("notStarted", out _)));
    }

    [Fact]
    public void Map_that_fails_Keeps_its_total()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 100);
        for (int i = 0; i < 10; i++)
        {
            RunScript item = map.Item();
            NodeScript a = item.Node("a");
            if (i == 9)
            {
                a.Fail("nine");
                item.End(RunStatus.Failed, "nine");
            }
            else
            {
                a.End();
                item.End();
            }
        }

        map.End(RunStatus.Failed, "nine");
        _test.Processor.Shutdown();

        JsonElement[] lines = Objects();
        Assert.Equal(["run-started", "map-started", "map-progress", "run-ended"], lines.Select(line => line.GetProperty("type").GetString()));
        Assert.All([lines[2].GetProperty("row"), .. lines[3].GetProperty("rows").EnumerateArray()], row =>
            Assert.Equal((10, 100, 90), (row.GetProperty("done").GetInt32(), row.GetProperty("total").GetInt32(), row.GetProperty("notStarted").GetInt32())));
    }

    [Fact]
    public void Total_That_is_an_estimate_Says_so()
    {
        RunScript map = _test.Script.Map(Graph("g", Mapped("m", Node("a"))), 4);
        foreach (int size in new[] { 2, 5 })
        {
            RunScript item = map.Item();
            NodeScript node = item.Node("m");
            RunScript inner = node.Map(size);
            for (int i = 0; i < size; i++)
            {
                inner.Item().Nodes("a").End();
            }

            inner.End();
            node.End();
            item.End();
        }

        _test.NextFrame();
        _test.Clock.Advance(TimeSpan.FromSeconds(31));

        JsonElement row = Objects()[^1].GetProperty("rows")[1];
        Assert.Equal((14, true), (row.GetProperty("total").GetInt32(), row.GetProperty("isTotalEstimated").GetBoolean()));
    }

    [Fact]
    public void Lines_Are_ascii_Whatever_the_names()
    {
        const string Name = "bad\e[2J\u0007名前\r\n\u009B1m\tx\u2028y\u007F";
        RunScript run = _test.Script.Run(Graph(Name, Node(Name)), Name);
        run.Node(Name).Fail(Name);
        run.End(RunStatus.Failed, Name);
        _test.Processor.Shutdown();

        string[] lines = Lines();
        Assert.Equal(4, lines.Length);
        Assert.All(lines, line => Assert.DoesNotContain(line, c => c is < ' ' or > '~'));
        Assert.Equal(Name, JsonDocument.Parse(lines[0]).RootElement.GetProperty("graph").GetString());
    }

    private static string Short(JsonElement row) =>
        $"{row.GetProperty("kind").GetString()} {row.GetProperty("state").GetString()} {row.GetProperty("done").GetInt64()}/{row.GetProperty("total").GetInt64()}";

    private string[] Lines() => _test.Terminal.NewOutput().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    private JsonElement[] Objects() => [.. Lines().Select(line => JsonDocument.Parse(line).RootElement)];
}
