namespace Hypergraph.Tool.Tests;

public sealed class ExplainTests
{
    [Theory]
    [InlineData("down\n  Run 1 (fork, completed): it did not run\n    Gate 'sign' chose up; the log does not say whether 'down' depends on it.\n", "down", "fork up")]
    [InlineData("down\n  Run 1 (fork, completed): it did not run\n    Gate 'sign' chose up, not 'down'.\n  Run 2 (fork, completed): it ran 1 time\n    down: done in 1 ms\n      Gate 'sign' chose it.\n  No outputs came from a cache; the log does not say whether the node has one.\n", "down", "fork up", "fork down")]
    [InlineData("step\n  Run 1 (counter, completed): it ran 3 times\n    step (iteration 0): done in 4 ms\n    step (iteration 1): done in 4 ms\n      Gate 'again' (iteration 0) chose it.\n    step (iteration 2): done in 4 ms\n      Gate 'again' (iteration 1) chose it.\n  No outputs came from a cache; the log does not say whether the node has one.\n", "step", "loop")]
    [InlineData("again\n  Run 1 (counter, completed): it ran 3 times\n    again (iteration 0): done in 0 ms\n      It chose step.\n    again (iteration 1): done in 0 ms\n      It chose step.\n    again (iteration 2): done in 0 ms\n      It chose END.\n  No outputs came from a cache; the log does not say whether the node has one.\n", "again", "loop")]
    [InlineData("try\n  Run 1 (retried, completed): it ran 1 time\n    try: done in 3 ms\n      Attempt 1 failed: System.InvalidOperationException: no\n  No outputs came from a cache; the log does not say whether the node has one.\n", "try", "retry")]
    [InlineData("read\n  Run 1 (cached, completed): it ran 1 time\n    read: from the cache, with the key 'read:1'\n  All outputs came from the cache.\n", "read", "cache hit")]
    [InlineData("read/rows/check\n  Run 1 (tables, completed): it ran 3 times\n    [0]/read/rows[0]/check: done in 1 ms\n    [0]/read/rows[1]/check: failed after 1 ms: System.InvalidOperationException: 3 is odd\n    [1]/read/rows[0]/check: done in 1 ms\n  No outputs came from a cache; the log does not say whether the node has one.\n", "read/rows/check", "nested maps")]
    [InlineData("review/use\n  Run 1 (outer, paused): it did not run\n    Not in review: The run paused at 'approve'.\n", "use", "pause")]
    [InlineData("review/approve\n  Run 1 (outer, paused): it ran 1 time\n    review/approve: paused: it waits for 'answer'\n  No outputs came from a cache; the log does not say whether the node has one.\n", "approve", "pause")]
    [InlineData("never\n  Run 1 (stopped, stopped): it did not run\n    A stop was requested: enough\n", "never", "stop")]
    [InlineData("rows/check\n  Run 1 (outer, completed): it did not run\n    'rows' ended without a run of its graph: its map had no items.\n", "check", "empty map")]
    [InlineData("use\n  Run 1 (fatal, failed): it did not run\n    'divide' failed: System.DivideByZeroException: Attempted to divide by zero.\n", "use", "fatal")]
    [InlineData("divide\n  Run 1 (fatal, failed): it ran 1 time\n    divide: failed after 3 ms: System.DivideByZeroException: Attempted to divide by zero.\n  No outputs came from a cache; the log does not say whether the node has one.\n", "divide", "fatal")]
    [InlineData("up\n  Run 1 (blocked, failed): it did not run\n    'divide' failed: System.DivideByZeroException: Attempted to divide by zero.\n", "up", "chosen node blocked")]
    [InlineData("a\\/b\n  Run 1 (escaped, completed): it ran 1 time\n    a\\/b: done in 1 ms\n  No outputs came from a cache; the log does not say whether the node has one.\n", "a\\/b", "escaped")]
    [InlineData("a/b\n  Run 1 (escaped, completed): it ran 1 time\n    a/b: done in 3 ms\n  No outputs came from a cache; the log does not say whether the node has one.\n", "a/b", "escaped")]
    [InlineData("c\\[0\\]\n  Run 1 (escaped, completed): it ran 1 time\n    c\\[0\\]: done in 4 ms\n  No outputs came from a cache; the log does not say whether the node has one.\n", "c[0]", "escaped")]
    [InlineData("read\n  Run 1 (pages, partial): it ran 1 time, and was restored 2 times\n    [0]/read: restored from the store\n    [1]/read: restored from the store: it had failed: System.IO.IOException: no such page\n    [2]/read: done in 40 ms\n  No outputs came from a cache; the log does not say whether the node has one.\n", "read", "resumed")]
    [InlineData("up\n  Run 1 (counter, completed): no such node can run in its graph\n  Run 2 (fork, completed): it did not run\n    Gate 'sign' chose down; the log does not say whether 'up' depends on it.\n", "up", "loop", "fork down")]
    [InlineData("review/use\n  Run 1 (outer, paused): it did not run\n    Not in review: The run paused at 'approve'.\n  Run 2 (outer, completed): no such node can run in its graph\n  Run 3 (fatal, failed): no such node can run in its graph\n", "review/use", "pause", "empty map", "fatal")]
    public async Task Explanations_Say_what_the_log_knows(string expected, string node, params string[] runs)
    {
        using TempLog log = await TempLog.OfAsync(runs);

        Assert.Equal(new ToolResult(0, expected, ""), await ToolProcess.RunAsync("explain", log.Path, node));
    }

    [Fact]
    public async Task Explanations_With_json_Are_one_array()
    {
        using TempLog log = await TempLog.OfAsync("fork up");

        ToolResult result = await ToolProcess.RunAsync("explain", log.Path, "up", "--json");

        Assert.Equal(
            new ToolResult(
                0,
                """
                [{"node":"up","runs":[{"run":"RUN","graph":"fork","status":"completed","executions":[{"path":"up","iteration":0,"outcome":"done","ms":1,"restored":false,"chosenBy":"sign","cacheKey":null,"retries":0,"decisions":[],"errorType":null,"errorMessage":null,"details":["Gate 'sign' chose it."]}],"notRun":[]}]}]

                """,
                ""),
            result with { Output = ToolProcess.WithoutIds(result.Output) });
    }

    [Fact]
    public async Task Explanation_Of_a_run_without_the_node_Has_that_as_its_reason_in_json()
    {
        using TempLog log = await TempLog.OfAsync("loop", "fork down");

        ToolResult result = await ToolProcess.RunAsync("explain", log.Path, "up", "--json");

        Assert.StartsWith(
            """
            [{"node":"up","runs":[{"run":"RUN","graph":"counter","status":"completed","executions":[],"notRun":[{"graph":null,"reasons":["No such node can run in its graph."]}]},{"run":"RUN","graph":"fork",
            """,
            ToolProcess.WithoutIds(result.Output),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Node_that_a_killed_run_did_not_reach_Is_explained()
    {
        using TempLog log = await TempLog.OfAsync("chain");
        log.Lines = log.Lines[..2];

        Assert.Equal(
            new ToolResult(0, "second\n  Run 1 (chain, not ended): it did not run\n    The log ends before the end of the run.\n", ""),
            await ToolProcess.RunAsync("explain", log.Path, "second"));
    }

    [Fact]
    public async Task Unknown_node_Is_refused_with_near_names()
    {
        using TempLog log = await TempLog.OfAsync("chain");

        Assert.Equal(new ToolResult(2, "", "hypergraph: The log has no node 'seconds'. Did you mean 'second'? Nodes: größe, second.\n"), await ToolProcess.RunAsync("explain", log.Path, "seconds"));
    }
}
