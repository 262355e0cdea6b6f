namespace Hypergraph.Tool.Tests;

public sealed class DiffTests
{
    [Theory]
    [InlineData(0, "No differences.\n", "chain", "chain")]
    [InlineData(0, "No differences.\nrun 1: größe: time: 5 ms → 50 ms (for information)\nrun 1: second: time: 15 ms → 150 ms (for information)\n", "chain", "slow chain")]
    [InlineData(1, "run 1: sign: decisions: up → down\nrun 1: up: count: 1 → –\nrun 1: down: count: – → 1\n", "fork up", "fork down")]
    [InlineData(1, "run 1: graph: chain → counter\nrun 1: größe: count: 1 → –\nrun 1: second: count: 1 → –\nrun 1: step: count: – → 3\nrun 1: again: count: – → 3\n", "chain", "loop")]
    [InlineData(1, "run 1: status: partial → completed\nrun 1: check: count: 3 → 2\nrun 1: check: failures: 1 → 0\nrun 1: check: errors: System.InvalidOperationException: 3 is odd → –\n", "failure", "no failure")]
    [InlineData(1, "run 1: read: done: 1 → 0\nrun 1: read: cache hits: 0 → 1\nrun 1: read: retries: 1 → 0\nrun 1: read: time: 3 ms → 0 ms (for information)\n", "cache miss", "cache hit")]
    [InlineData(1, "run 1: a\\/b: count: 1 → –\n", "escaped", "escaped but one")]
    public async Task Differences_Are_listed(int exitCode, string expected, string first, string second)
    {
        using TempLog before = await TempLog.OfAsync(first);
        using TempLog after = await TempLog.OfAsync(second);

        Assert.Equal(new ToolResult(exitCode, expected, ""), await ToolProcess.RunAsync("diff", before.Path, after.Path));
    }

    [Fact]
    public async Task Restored_executions_Are_a_difference()
    {
        using TempLog before = await TempLog.OfAsync("resumed");
        before.Lines = [.. before.Lines.Select(line => line.Replace(",\"restored\":true", string.Empty, StringComparison.Ordinal))];
        using TempLog after = await TempLog.OfAsync("resumed");

        Assert.Equal(
            new ToolResult(
                1,
                """
                run 1: read: done: 2 → 1
                run 1: read: restored: 0 → 2
                run 1: count: done: 2 → 1
                run 1: count: restored: 0 → 1

                """,
                ""),
            await ToolProcess.RunAsync("diff", before.Path, after.Path));
    }

    [Fact]
    public async Task Runs_Are_compared_in_their_order()
    {
        using TempLog before = await TempLog.OfAsync("chain", "fork up");
        using TempLog after = await TempLog.OfAsync("chain");

        Assert.Equal(new ToolResult(1, "runs: 2 → 1\n", ""), await ToolProcess.RunWithInputAsync(await File.ReadAllTextAsync(after.Path, TestContext.Current.CancellationToken), "diff", before.Path, "-"));
    }

    [Fact]
    public async Task Differences_With_json_Are_one_object()
    {
        using TempLog before = await TempLog.OfAsync("fork up");
        using TempLog after = await TempLog.OfAsync("fork down");

        Assert.Equal(
            new ToolResult(
                1,
                """
                {"differ":true,"differences":[{"run":1,"node":"sign","what":"decisions","first":"up","second":"down"},{"run":1,"node":"up","what":"count","first":"1","second":null},{"run":1,"node":"down","what":"count","first":null,"second":"1"}]}

                """,
                ""),
            await ToolProcess.RunAsync("diff", before.Path, after.Path, "--json"));
    }

    [Fact]
    public async Task Factor_Decides_which_times_are_listed()
    {
        using TempLog before = await TempLog.OfAsync("chain");
        using TempLog after = await TempLog.OfAsync("slow chain");

        Assert.Equal(new ToolResult(0, "No differences.\n", ""), await ToolProcess.RunAsync("diff", before.Path, after.Path, "--factor", "11"));
    }
}
