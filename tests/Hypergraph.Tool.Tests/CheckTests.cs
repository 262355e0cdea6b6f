using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hypergraph.Tool.Tests;

public sealed class CheckTests
{
    public static TheoryData<string> RunNames => Runs.Names;

    [Theory]
    [MemberData(nameof(RunNames))]
    public async Task Logs_Of_every_feature_Have_no_violation(string name)
    {
        using TempLog log = await TempLog.OfAsync(name);

        Assert.Equal(new ToolResult(0, $"{log.Path}: 1 run, {log.Lines.Length} events, no violation.\n", ""), await ToolProcess.RunAsync("check", log.Path));
    }

    [Fact]
    public async Task Runs_At_the_same_time_Are_checked_by_themselves()
    {
        using TempLog first = await TempLog.OfAsync("chain");
        using TempLog second = await TempLog.OfAsync("slow chain");
        using var log = new TempLog();
        log.Lines = [.. second.Lines.Reverse().Zip(first.Lines.Reverse()).Reverse().SelectMany(pair => new[] { pair.First, pair.Second })];

        Assert.Equal(new ToolResult(0, $"{log.Path}: 2 runs, 12 events, no violation.\n", ""), await ToolProcess.RunAsync("check", log.Path));
    }

    [Fact]
    public async Task Lost_line_Is_found_by_what_follows_it()
    {
        using TempLog log = await TempLog.OfAsync("chain", "chain");
        List<string> lines = [.. log.Lines];
        lines.RemoveAt(9);
        log.Lines = [.. lines];

        Assert.Equal(new ToolResult(1, $"{log.Path}:10: NodeEnd second: its span is not open.\n", ""), await ToolProcess.RunAsync("check", log.Path));
        Assert.Equal(
            new ToolResult(
                1,
                $$$"""{"runs":[{"run":"RUN","graph":"chain","status":"completed","events":6,"open":[]},{"run":"RUN","graph":"chain","status":null,"events":4,"open":["RunStart chain"]}],"events":10,"unknownEvents":0,"tornLines":[],"violation":{"file":"{{{log.Path}}}","line":10,"event":"NodeEnd second","problem":"its span is not open"}}""" + "\n",
                ""),
            await ToolProcess.RunAsync("check", log.Path, "--json") is var result ? result with { Output = ToolProcess.WithoutIds(result.Output) } : null!);
    }

    [Theory]
    [InlineData("time", "RunEnd chain: its time precedes that of the previous event", 6)]
    [InlineData("status", "RunEnd [1] (picky): the run completed although a node failed", 9)]
    [InlineData("order", "RunEnd chain: it ends before its children", 5)]
    [InlineData("parent", "NodeStart größe: its parent span did not start", 1)]
    [InlineData("no event", "it is not an event: The event has no 'time'", 2)]
    public async Task Violations_Are_found_in_their_line(string kind, string problem, int line)
    {
        using TempLog log = await TempLog.OfAsync(kind == "status" ? "failure" : "chain");
        string[] lines = log.Lines;
        log.Lines = kind switch
        {
            "time" => [.. lines[..5], lines[5].Replace("2000-", "1999-", StringComparison.Ordinal)],
            "status" => [.. lines.Select(text => text.Contains("\"RunEnd\"", StringComparison.Ordinal) ? text.Replace("\"failed\"", "\"completed\"", StringComparison.Ordinal) : text)],
            "order" => [.. lines[..4], lines[5], lines[4]],
            "parent" => lines[1..],
            _ => [lines[0], "{\"v\":1,\"type\":\"NodeStart\"}", .. lines[1..]],
        };

        ToolResult result = await ToolProcess.RunAsync("check", log.Path);

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith($"{log.Path}:{line}: {problem}", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("late", "RunResumed pages: a run resumes right after its start", 3)]
    [InlineData("twice", "RunResumed pages: a run resumes right after its start", 3)]
    [InlineData("item", "RunResumed [0] (pages): only a root run has a store", 3)]
    [InlineData("node", "RunStoreError pages: it is an event of a run in the span of a node", 15)]
    [InlineData("ended", "RunStoreError pages: its span is not open", 21)]
    public async Task Violations_Of_resumed_runs_Are_found_in_their_line(string kind, string problem, int line)
    {
        using TempLog log = await TempLog.OfAsync("resumed");
        string[] lines = log.Lines;
        int error = Array.FindIndex(lines, text => text.Contains("RunStoreError", StringComparison.Ordinal));
        log.Lines = kind switch
        {
            "late" => [lines[0], lines[2], lines[1], .. lines[3..]],
            "twice" => [.. lines[..2], .. lines[1..]],
            "item" => [lines[0], lines[2], lines[2].Replace("RunStart", "RunResumed", StringComparison.Ordinal).Replace("}", ",\"restoredNodes\":1}", StringComparison.Ordinal), .. lines[3..]],
            "node" => [.. lines[..(error - 1)], With(lines[error], lines[error - 2], "span", "parent", "run", "item"), .. lines[(error - 1)..]],
            _ => [.. lines, With(lines[error], lines[^1], "time")],
        };

        ToolResult result = await ToolProcess.RunAsync("check", log.Path);

        Assert.Equal((1, $"{log.Path}:{line}: {problem}.\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task Killed_run_Is_unfinished_and_no_violation()
    {
        using TempLog log = await TempLog.OfAsync("chain");
        string[] lines = log.Lines;
        await File.WriteAllTextAsync(log.Path, string.Join('\n', lines[..2]) + "\n" + lines[2][..30], TestContext.Current.CancellationToken);

        Assert.Equal(
            new ToolResult(
                0,
                $"""
                {log.Path}: 1 run, 2 events, no violation.
                Run 1 (chain) is unfinished. Without an end: RunStart chain, NodeStart größe.
                {log.Path}:3: the line ends in the middle of an event. It was skipped.

                """,
                ""),
            await ToolProcess.RunAsync("check", log.Path));
        using var json = JsonDocument.Parse((await ToolProcess.RunAsync("check", log.Path, "--json")).Output);
        Assert.Equal($$"""[{"file":"{{log.Path}}","line":3}]""", json.RootElement.GetProperty("tornLines").GetRawText());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("violation").ValueKind);
    }

    [Fact]
    public async Task Run_after_a_killed_run_Is_checked_too()
    {
        using TempLog log = await TempLog.OfAsync("chain");
        string[] lines = log.Lines;
        using TempLog next = await TempLog.OfAsync("loop");
        log.Lines = [.. lines[..3], lines[3][..40], .. next.Lines];

        ToolResult result = await ToolProcess.RunAsync("check", log.Path);

        Assert.Equal(
            (0, $"""
            {log.Path}: 2 runs, {3 + next.Lines.Length} events, no violation.
            Run 1 (chain) is unfinished. Without an end: RunStart chain.
            {log.Path}:4: the line ends in the middle of an event. It was skipped.

            """),
            (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task Events_Of_unknown_types_Are_skipped()
    {
        using TempLog log = await TempLog.OfAsync("chain");
        log.Lines = [.. log.Lines, log.Lines[^1].Replace("\"RunEnd\"", "\"RunSlept\"", StringComparison.Ordinal)];

        Assert.Equal(new ToolResult(0, $"{log.Path}: 1 run, 6 events, no violation.\n1 event of unknown types skipped.\n", ""), await ToolProcess.RunAsync("check", log.Path));
    }

    /// <summary>Returns a line with some members of another one.</summary>
    private static string With(string line, string other, params string[] names)
    {
        JsonObject changed = JsonNode.Parse(line)!.AsObject();
        JsonNode source = JsonNode.Parse(other)!;
        foreach (string name in names)
        {
            changed[name] = source[name]!.DeepClone();
        }

        return changed.ToJsonString();
    }
}
