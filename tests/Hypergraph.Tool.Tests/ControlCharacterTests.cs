namespace Hypergraph.Tool.Tests;

/// <summary>Names and messages of a log are text: none of them moves the cursor or clears the screen.</summary>
public sealed class ControlCharacterTests
{
    private const string Graph = "gr\uFFFDaph";
    private const string Node = "no\uFFFD\\[2J de";
    private const string Error = "System.InvalidOperationException: first line \uFFFDsecond\uFFFD\uFFFDline";

    [Fact]
    public async Task Explanations_Have_none()
    {
        using TempLog log = await TempLog.OfAsync("control characters");

        Assert.Equal(
            new ToolResult(
                0,
                $"""
                {Node}
                  Run 1 ({Graph}, failed): it ran 1 time
                    {Node}: failed after 1 ms: {Error}
                  No outputs came from a cache; the log does not say whether the node has one.

                """,
                ""),
            await ToolProcess.RunAsync("explain", log.Path, "no\u001b[2J\tde"));
    }

    [Fact]
    public async Task Statistics_Have_none()
    {
        using TempLog log = await TempLog.OfAsync("control characters", "chain");

        string[] lines = (await ToolProcess.RunAsync("stats", log.Path)).Output.Split('\n');

        Assert.Equal($"Run 1 ({Graph}): failed in 1 ms", lines[0]);
        Assert.StartsWith($"{Graph}: {Node} ", lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Differences_Have_none()
    {
        using TempLog log = await TempLog.OfAsync("control characters");
        using TempLog chain = await TempLog.OfAsync("chain");

        Assert.Equal(
            new ToolResult(
                1,
                $"""
                run 1: graph: {Graph} → chain
                run 1: status: failed → completed
                run 1: {Node}: count: 1 → –
                run 1: größe: count: – → 1
                run 1: second: count: – → 1

                """,
                ""),
            await ToolProcess.RunAsync("diff", log.Path, chain.Path));
    }

    [Fact]
    public async Task Checks_Have_none()
    {
        using TempLog log = await TempLog.OfAsync("control characters");
        log.Lines = log.Lines[..2];

        Assert.Equal(
            new ToolResult(0, $"{log.Path}: 1 run, 2 events, no violation.\nRun 1 ({Graph}) is unfinished. Without an end: RunStart {Graph}, NodeStart {Node}.\n", ""),
            await ToolProcess.RunAsync("check", log.Path));
    }

    [Fact]
    public async Task Error_lines_Have_none()
    {
        using TempLog log = await TempLog.OfAsync("control characters");

        Assert.Equal(
            new ToolResult(2, "", $"hypergraph: The log has no node 'other\uFFFD\uFFFD'. Nodes: {Node}.\n"),
            await ToolProcess.RunAsync("explain", log.Path, "other\u009b\u0007"));
        Assert.Equal(new ToolResult(2, "", "hypergraph: 'no\uFFFDfile' does not exist.\n"), await ToolProcess.RunAsync("stats", "no\u007ffile"));
    }

    [Fact]
    public async Task Letters_and_joined_emoji_Stay() =>
        Assert.Equal(new ToolResult(2, "", "hypergraph: 'größe 👩\u200D💻' does not exist.\n"), await ToolProcess.RunAsync("stats", "größe 👩\u200D💻"));

    [Fact]
    public async Task Json_Has_them_escaped()
    {
        using TempLog log = await TempLog.OfAsync("control characters");

        string output = (await ToolProcess.RunAsync("explain", log.Path, "no\u001b[2J\tde", "--json")).Output;

        Assert.Contains("\"errorMessage\":\"first\\u001b[2J line\\u000d\\u000a\\u0007second\u202E\\u009bline\"", output, StringComparison.Ordinal);
        Assert.DoesNotContain(output[..^1], char.IsControl);
    }
}
