using System.Text;
using System.Text.Json;
using Hypergraph.Tests.Events;
using Microsoft.Extensions.Time.Testing;

namespace Hypergraph.Tests.Logs;

/// <summary>Logs of runs: what is written, and what is read back.</summary>
public sealed class EventLogTests
{
    public static TheoryData<string> Names => LoggedRuns.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Events_Of_a_log_Are_those_of_the_run(string name)
    {
        using var folder = new LogFolder();
        var recorder = new RecordingProcessor();
        using (var log = new JsonLinesEventProcessor(folder.PathOf("run.jsonl")))
        {
            await LoggedRuns.RunAsync(name, recorder, log);
        }

        List<Event> read = await ReadAsync(folder.PathOf("run.jsonl"));

        Assert.Equal(recorder.Events.Select(Json), read.Select(Json));
        Assert.Equal(recorder.Events.Select(e => (e.GetType(), e.Path, e.NodePath, e.ItemLabel)), read.Select(e => (e.GetType(), e.Path, e.NodePath, e.ItemLabel)));
        Assert.Equal(recorder.Events.Select(e => string.Join('.', e.ItemPath)), read.Select(e => string.Join('.', e.ItemPath)));
        read.AssertWellFormed();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Log_Truncated_at_every_byte_Reads_up_to_its_last_whole_line(string name)
    {
        byte[] log = await LogOf(name);
        for (int length = 0; length <= log.Length; length++)
        {
            using var stream = new MemoryStream(log, 0, length);
            List<EventLogLine> lines = [];
            await foreach (EventLogLine line in EventLog.ReadLinesAsync(stream))
            {
                lines.Add(line);
            }

            int whole = log.AsSpan(0, length).Count((byte)'\n');
            bool isLastWhole = length < log.Length && log[length] == '\n';
            Assert.Equal(whole + (isLastWhole ? 1 : 0), lines.Count(line => line.Event is not null));
            Assert.All(lines.Where(line => line.Event is null), line => Assert.True(line.IsTorn, $"{length}: {line.Problem}"));
        }
    }

    [Fact]
    public async Task Line_Of_a_nested_map_Has_its_path()
    {
        string[] paths = [.. (await LinesOf("nested maps")).Where(line => (string?)line["type"] == "NodeError").Select(line => (string)line["path"]!)];
        Assert.Equal(["[0]/read/rows[1]/check/check", "[0]/read/rows[1]/check"], paths);
    }

    [Fact]
    public async Task Line_Of_a_node_in_a_loop_Has_its_iteration()
    {
        (string, int?)[] iterations =
        [
            .. from line in await LinesOf("loop")
               where (string?)line["type"] is "NodeStart" or "RouteDecision" or "NodeEnd" or "RunStart"
               select ($"{line["type"]} {line["node"]}", (int?)line["iteration"]),
        ];
        Assert.Equal(
            [
                ("RunStart ", null),
                ("NodeStart step", 0), ("NodeEnd step", 0), ("NodeStart again", 0), ("RouteDecision again", 0), ("NodeEnd again", 0),
                ("NodeStart step", 1), ("NodeEnd step", 1), ("NodeStart again", 1), ("RouteDecision again", 1), ("NodeEnd again", 1),
                ("NodeStart step", 2), ("NodeEnd step", 2), ("NodeStart again", 2), ("RouteDecision again", 2), ("NodeEnd again", 2),
            ],
            iterations);
    }

    [Theory]
    [InlineData("a/b", @"a\/b")]
    [InlineData("a[3]", @"a\[3\]")]
    [InlineData(@"a\b", @"a\\b")]
    [InlineData("[7]/x", @"\[7\]\/x")]
    public async Task Path_With_names_that_look_like_paths_Is_unambiguous(string node, string path)
    {
        var recorder = new RecordingProcessor();
        await new AsyncRunner(recorder).MapAsync(new Graph("g", [Node.Create((int x) => x, "y", node)]), new { x = new[] { 1 } }, "x");
        NodeStartEvent start = Assert.Single(recorder.Events.OfType<NodeStartEvent>());
        var read = (NodeStartEvent)JsonSerializer.Deserialize<Event>(JsonSerializer.Serialize<Event>(start))!;

        Assert.Equal($"[0]/{path}", start.Path);
        Assert.Equal((start.Path, node), (read.Path, read.NodePath));
        Assert.Equal([0], read.ItemPath);
    }

    [Fact]
    public void Path_Of_an_event_with_nodes_and_items_Has_the_items_first()
    {
        NodeStartEvent e = Start with { NodePath = "a/b", ItemPath = [1, 2] };
        Assert.Equal("[1][2]/a/b", e.Path);
        NodeStartEvent read = Start with { Path = e.Path };
        Assert.Equal(("a/b", "1.2"), (read.NodePath, string.Join('.', read.ItemPath)));
    }

    [Fact]
    public async Task Values_Are_absent_unless_they_are_asked_for()
    {
        Assert.All(await LinesOf("chain"), line => Assert.DoesNotContain(line.Select(p => p.Key), key => key is "inputs" or "outputs"));
        Assert.Equal("""{"x":1}""", (await LinesOf("chain", new JsonLinesOptions { IncludesValues = true }))[1]["inputs"]!.ToJsonString());
    }

    [Fact]
    public async Task Values_Are_redacted_by_node_and_name()
    {
        var options = new JsonLinesOptions { IncludesValues = true, Redact = value => value is { NodePath: "second", Name: "y" } ? "***" : value.Value };
        List<System.Text.Json.Nodes.JsonObject> lines = await LinesOf("chain", options);

        Assert.Equal("""{"y":2}""", lines[2]["outputs"]!.ToJsonString());
        Assert.Equal("""{"y":"***"}""", lines[3]["inputs"]!.ToJsonString());
    }

    [Fact]
    public async Task Redaction_That_throws_Writes_no_value()
    {
        var options = new JsonLinesOptions { IncludesValues = true, Redact = _ => throw new InvalidOperationException("secret") };
        string log = Encoding.UTF8.GetString(await LogOf("chain", options));

        Assert.Contains("""{"x":{"$unserializable":"System.Int32"}}""", log, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Value_Above_the_limit_Is_cut_and_says_so()
    {
        using var stream = new MemoryStream();
        using (var log = new JsonLinesEventProcessor(stream, new JsonLinesOptions { IncludesValues = true, MaxValueBytes = 4, LeavesStreamOpen = true }))
        {
            log.OnEvent(Start with { Inputs = new Dictionary<string, object?> { ["long"] = "äöü", ["short"] = 1234 } });
        }

        // Each character of the serialized text is an escape of six bytes.
        Assert.Contains("""{"long":{"$truncated":20,"start":"\"\\u0"},"short":1234}""", Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stack_trace_Of_a_failed_node_Is_there_unless_it_is_turned_off()
    {
        using var folder = new LogFolder();
        using (var log = new JsonLinesEventProcessor(folder.PathOf("with.jsonl")))
        using (var without = new JsonLinesEventProcessor(folder.PathOf("without.jsonl"), new JsonLinesOptions { IncludesStackTraces = false }))
        {
            await LoggedRuns.RunAsync("failure", log, without);
        }

        NodeErrorEvent error = Assert.Single((await ReadAsync(folder.PathOf("with.jsonl"))).OfType<NodeErrorEvent>());
        Assert.Contains(nameof(Samples), error.ErrorStackTrace, StringComparison.Ordinal);
        Assert.Equal(("System.InvalidOperationException", "3 is odd", "check [item 1]"), (error.ErrorType, error.ErrorMessage, error.ErrorLocation));
        Assert.Null(Assert.Single((await ReadAsync(folder.PathOf("without.jsonl"))).OfType<NodeErrorEvent>()).ErrorStackTrace);
    }

    [Fact]
    public async Task Unknown_types_and_properties_Are_skipped()
    {
        const string Log =
            """
            {"v":1,"type":"Later","time":"2026-01-01T00:00:00Z","more":{"type":[1]}}
            {"future":[{"v":2}],"v":1,"time":"2026-01-01T00:00:00Z","run":"00000000000000000000000000000001","span":"0000000000000002","type":"StopRequested","reason":null}

            """;
        List<EventLogLine> lines = [];
        await foreach (EventLogLine line in EventLog.ReadLinesAsync(StreamOf(Log)))
        {
            lines.Add(line);
        }

        Assert.Equal([("Later", 1L), (null, 2L)], lines.Select(line => (line.UnknownType, line.Number)));
        Assert.Equal("00000000000000000000000000000001", Assert.IsType<StopRequestedEvent>(lines[1].Event).RunId.ToString());
        Assert.Single(await ReadAsync(StreamOf(Log)));
    }

    [Theory]
    [InlineData("""{"v":1,"type":"Checkpoint","key":5,"time":7}""")]
    [InlineData("""{"v":1,"key":[1,{"type":"NodeStart"}],"inputs":"none","type":"Checkpoint"}""")]
    public async Task Unknown_types_May_have_known_properties_of_another_form(string line)
    {
        EventLogLine read = Assert.Single(await EventLog.ReadLinesAsync(StreamOf(line)).ToListAsync());
        Assert.Equal(("Checkpoint", null, null), (read.UnknownType, read.Problem, read.Event));
    }

    [Theory]
    [InlineData("""{"v":2,"type":"NodeStart"}""", "Line 1 of the log has version 2 of the format of event logs. This version of Hypergraph reads versions up to 1. Read the log with a newer one.")]
    [InlineData("""{"v":2,"type":"Later","x":[1]}""", "Line 1 of the log has version 2 of the format of event logs. This version of Hypergraph reads versions up to 1. Read the log with a newer one.")]
    [InlineData("hello", "Line 1 of the log is not an event: 'h' is an invalid start of a value. LineNumber: 0 | BytePositionInLine: 0.")]
    [InlineData("[]", "Line 1 of the log is not an event: An event is an object.")]
    [InlineData("""{"v":1,"type":"NodeStart"}""", "Line 1 of the log is not an event: The event has no 'time'.")]
    [InlineData("""{"v":1,"type":"NodeStart","time":"yesterday"}""", "Line 1 of the log is not an event: The event cannot be read: The JSON value is not in a supported DateTimeOffset format.")]
    [InlineData("""{"v":1,"inputs":5,"type":"NodeStart"}""", "Line 1 of the log is not an event: The 'inputs' and 'outputs' of an event are objects.")]
    [InlineData("""{"v":1,"outputs":"x","type":"NodeEnd"}""", "Line 1 of the log is not an event: The 'inputs' and 'outputs' of an event are objects.")]
    [InlineData("""{"v":1,"decision":"x","type":"RouteDecision"}""", "Line 1 of the log is not an event: The 'decision' of an event is an array.")]
    [InlineData("""{"v":1,"error":"x","type":"NodeError"}""", "Line 1 of the log is not an event: The 'error' of an event is an object.")]
    public async Task What_is_no_log_Is_refused(string log, string message) =>
        Assert.Equal(message, (await Assert.ThrowsAsync<EventLogException>(() => ReadAsync(StreamOf(log + "\n")))).Message);

    [Fact]
    public async Task Line_that_a_killed_process_left_Is_ended_by_the_next_one()
    {
        using var folder = new LogFolder();
        string path = folder.PathOf("run.jsonl");
        await File.WriteAllBytesAsync(path, (await LogOf("chain"))[..^30]);
        using (var log = new JsonLinesEventProcessor(path))
        {
            await LoggedRuns.RunAsync("fork", log);
        }

        List<Event> events = await ReadAsync(path);
        Assert.Equal(
            ["run chain", "+first", "-first", "+second", "-second", "run fork", "+sign", "?sign=down", "-sign", "+down", "-down", "end fork Completed"],
            EventSummary.Short(events));
    }

    [Fact]
    public async Task Iterations_Are_those_of_loops_of_the_same_graph()
    {
        using var stream = new MemoryStream();
        using (var log = new JsonLinesEventProcessor(stream, new JsonLinesOptions { LeavesStreamOpen = true }))
        {
            var runner = new AsyncRunner(log);
            Graph loop = new([Node.Create((int n) => n + 1, "n", "step"), Node.IfElse((int n) => n < 2, "step", Node.End, name: "again")], new GraphOptions { Entrypoints = ["step"] });
            await runner.RunAsync(loop, ("n", 0));
            await runner.RunAsync(new Graph([Node.Create((int n) => n, "m", "step")]), ("n", 0));
            await runner.RunAsync(new Graph([loop.WithName("inner").AsNode("all").RenameOutput("n", "m").MapOver("n")]), ("n", new[] { 0, 1 }));
        }

        string[] steps = [.. Encoding.UTF8.GetString(stream.ToArray()).TrimEnd('\n').Split('\n')
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Where(line => line.GetProperty("type").GetString() == "NodeStart" && line.GetProperty("node").GetString() == "step")
            .Select(line => $"{line.GetProperty("path").GetString()} {(line.TryGetProperty("iteration", out JsonElement iteration) ? iteration.GetRawText() : "none")}")];
        Assert.Equal(["step 0", "step 1", "step none", "all[0]/step 0", "all[0]/step 1", "all[1]/step 0"], steps.OrderBy(step => step.StartsWith("all", StringComparison.Ordinal)).ThenBy(step => step, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Concurrent_runs_Write_whole_lines_each_in_its_order()
    {
        using var folder = new LogFolder();
        var recorders = Enumerable.Range(0, 50).Select(_ => new RecordingProcessor()).ToArray();
        using (var log = new JsonLinesEventProcessor(folder.PathOf("run.jsonl")))
        {
            await Task.WhenAll(recorders.Select(recorder => Task.Run(() => LoggedRuns.RunAsync("nested maps", recorder, log))));
        }

        ILookup<string, string> read = (await ReadAsync(folder.PathOf("run.jsonl"))).ToLookup(RootOf(), Json);
        Assert.All(recorders, recorder => Assert.Equal(recorder.Events.Select(Json), read[recorder.Events[0].SpanId.ToString()]));
    }

    public static TheoryData<Exception> OutputFailures => [new IOException("No space is left."), new InvalidOperationException("No space is left."), new TimeoutException("No space is left.")];

    [Theory]
    [MemberData(nameof(OutputFailures))]
    public async Task Output_That_fails_Ends_the_log_with_one_report_and_not_the_run(Exception error)
    {
        var logger = new RecordingLogger();
        using var stream = new FailingStream { FreeBytes = 600, Error = error };
        using var log = new JsonLinesEventProcessor(stream);
        var runner = new AsyncRunner(log) { Logger = logger };

        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(4, (await runner.RunAsync(Samples.Chain, ("x", 1)))["z"]);
        }

        (_, string message, Exception? exception) = Assert.Single(logger.Entries);
        Assert.Equal("The event log 'FailingStream' has ended: No space is left.", Assert.IsType<IOException>(exception).Message);
        Assert.Contains(nameof(JsonLinesEventProcessor), message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_Refuses_what_cannot_be_written()
    {
        using var folder = new LogFolder();
        using var first = new JsonLinesEventProcessor(folder.PathOf("run.jsonl"));

        Assert.Equal(
            $"The event log '{folder.PathOf("run.jsonl")}' is written by another process or by another processor of this one. Use one processor for all runs of a log, or another path.",
            Assert.Throws<IOException>(() => new JsonLinesEventProcessor(folder.PathOf("run.jsonl"))).Message);
        Assert.Throws<DirectoryNotFoundException>(() => new JsonLinesEventProcessor(folder.PathOf("missing/run.jsonl")));
        Assert.Throws<ArgumentException>(() => new JsonLinesEventProcessor(string.Empty));
        using var readOnly = new MemoryStream([], writable: false);
        Assert.Throws<ArgumentException>(() => new JsonLinesEventProcessor(readOnly));
    }

    private static NodeStartEvent Start { get; } = new() { RunId = RunId.New(), SpanId = SpanId.New(), Timestamp = DateTimeOffset.UnixEpoch, NodeName = "n" };

    private static string Json(Event e) => JsonSerializer.Serialize(e);

    /// <summary>Returns the span of the root run of each event, in the order of a log.</summary>
    private static Func<Event, string> RootOf()
    {
        Dictionary<SpanId, SpanId> roots = [];
        return e =>
        {
            roots.TryAdd(e.SpanId, e.ParentSpanId is { } parent ? roots[parent] : e.SpanId);
            return roots[e.SpanId].ToString();
        };
    }

    private static MemoryStream StreamOf(string log) => new(Encoding.UTF8.GetBytes(log));

    private static async Task<byte[]> LogOf(string name, JsonLinesOptions? options = null)
    {
        using var stream = new MemoryStream();
        using (var log = new JsonLinesEventProcessor(stream, (options ?? new JsonLinesOptions()) with { LeavesStreamOpen = true }))
        {
            await LoggedRuns.RunAsync(name, log);
        }

        return stream.ToArray();
    }

    private static async Task<List<System.Text.Json.Nodes.JsonObject>> LinesOf(string name, JsonLinesOptions? options = null) =>
        [.. Encoding.UTF8.GetString(await LogOf(name, options)).TrimEnd('\n').Split('\n').Select(line => System.Text.Json.Nodes.JsonNode.Parse(line)!.AsObject())];

    private static Task<List<Event>> ReadAsync(string path) => EventLog.ReadAsync(path).ToListAsync().AsTask();

    private static Task<List<Event>> ReadAsync(Stream stream) => EventLog.ReadAsync(stream).ToListAsync().AsTask();
}
