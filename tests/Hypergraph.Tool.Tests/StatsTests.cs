namespace Hypergraph.Tool.Tests;

public sealed class StatsTests
{
    [Fact]
    public async Task Nested_nodes_Have_the_time_in_which_nothing_in_them_ran()
    {
        using TempLog log = await TempLog.OfAsync("nested maps");

        Assert.Equal(
            """
            Run 1 (tables): completed in 3 ms

            node              count    p50    p95    max   total   self   failures   retries   cache hits
            read                  2   1 ms   2 ms   2 ms    3 ms   0 ms          0         0            0
            read/rows             2   1 ms   2 ms   2 ms    3 ms   0 ms          0         0            0
            read/rows/check       3   1 ms   1 ms   1 ms    3 ms   3 ms          1         0            0

            critical path of run 1   time      part
            read/rows/check          3 ms   100.0 %

            """,
            await StatsAsync(log));
    }

    [Fact]
    public async Task Runs_Of_a_log_Are_counted_by_graph_and_have_a_critical_path_each()
    {
        using TempLog log = await TempLog.OfAsync("chain", "slow chain", "retry", "cache hit", "pause");

        Assert.Equal(
            """
            Run 1 (chain): completed in 20 ms
            Run 2 (chain): completed in 200 ms
            Run 3 (retried): completed in 3 ms
            Run 4 (cached): completed in 0 ms
            Run 5 (outer): paused in 0 ms

            node                    count     p50      p95      max    total     self   failures   retries   cache hits
            chain: größe                2    5 ms    50 ms    50 ms    55 ms    55 ms          0         0            0
            chain: second               2   15 ms   150 ms   150 ms   165 ms   165 ms          0         0            0
            retried: try                1    3 ms     3 ms     3 ms     3 ms     3 ms          0         1            0
            cached: read                1    0 ms     0 ms     0 ms     0 ms     0 ms          0         0            1
            outer: review               1    0 ms     0 ms     0 ms     0 ms     0 ms          0         0            0
            outer: review/approve       1    0 ms     0 ms     0 ms     0 ms     0 ms          0         0            0

            critical path of run 1    time     part
            größe                     5 ms   25.0 %
            second                   15 ms   75.0 %

            critical path of run 2     time     part
            größe                     50 ms   25.0 %
            second                   150 ms   75.0 %

            critical path of run 3   time      part
            try                      3 ms   100.0 %

            """,
            await StatsAsync(log));
    }

    [Fact]
    public async Task Nodes_Are_counted_by_path_also_when_a_name_looks_like_a_path()
    {
        using TempLog log = await TempLog.OfAsync("escaped");

        Assert.Equal(
            """
            Run 1 (escaped): completed in 8 ms

            node     count    p50    p95    max   total   self   failures   retries   cache hits
            a\/b         1   1 ms   1 ms   1 ms    1 ms   1 ms          0         0            0
            a            1   3 ms   3 ms   3 ms    3 ms   0 ms          0         0            0
            a/b          1   3 ms   3 ms   3 ms    3 ms   3 ms          0         0            0
            c\[0\]       1   4 ms   4 ms   4 ms    4 ms   4 ms          0         0            0

            critical path of run 1   time     part
            a\/b                     1 ms   12.5 %
            a/b                      3 ms   37.5 %
            c\[0\]                   4 ms   50.0 %

            """,
            await StatsAsync(log));
    }

    [Fact]
    public async Task Restored_executions_Are_counted_without_their_times()
    {
        using TempLog log = await TempLog.OfAsync("resumed");

        Assert.Equal(
            """
            Run 1 (pages): partial in 103 ms; resumed with 3 executions in its store; a write to its store failed: System.IO.IOException: disk full

            node    count     p50     p95     max   total    self   failures   retries   cache hits   restored
            read        1   40 ms   40 ms   40 ms   40 ms   40 ms          0         0            0          2
            count       1   60 ms   60 ms   60 ms   60 ms   60 ms          0         0            0          1

            critical path of run 1    time     part
            read                     42 ms   40.8 %
            count                    61 ms   59.2 %

            """,
            await StatsAsync(log));
        ToolResult json = await ToolProcess.RunAsync("stats", log.Path, "--json");
        Assert.Contains("\"restoredNodes\":3,\"storeError\":\"System.IO.IOException\"", json.Output, StringComparison.Ordinal);
        Assert.Contains("\"count\":1,\"p50Ms\":40,\"p95Ms\":40,\"maxMs\":40,\"totalMs\":40,\"selfMs\":40,\"failures\":0,\"retries\":0,\"cacheHits\":0,\"restored\":2", json.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stats_With_json_Have_milliseconds()
    {
        using TempLog log = await TempLog.OfAsync("retry");

        ToolResult result = await ToolProcess.RunAsync("stats", log.Path, "--json");

        Assert.Equal(
            new ToolResult(
                0,
                """
                {"runs":[{"run":"RUN","graph":"retried","status":"completed","ms":3,"restoredNodes":null,"storeError":null,"criticalPath":[{"node":"try","ms":3,"percent":100}]}],"nodes":[{"graph":"retried","node":"try","count":1,"p50Ms":3,"p95Ms":3,"maxMs":3,"totalMs":3,"selfMs":3,"failures":0,"retries":1,"cacheHits":0,"restored":0}]}

                """,
                ""),
            result with { Output = ToolProcess.WithoutIds(result.Output) });
    }

    [Fact]
    public async Task Unfinished_run_Has_no_times_of_what_did_not_end()
    {
        using TempLog log = await TempLog.OfAsync("chain");
        log.Lines = log.Lines[..4];

        Assert.Equal(
            """
            Run 1 (chain): not ended

            node     count    p50    p95    max   total   self   failures   retries   cache hits
            größe        1   5 ms   5 ms   5 ms    5 ms   5 ms          0         0            0
            second       0      –      –      –    0 ms   0 ms          0         0            0

            """,
            await StatsAsync(log));
    }

    private static async Task<string> StatsAsync(TempLog log)
    {
        ToolResult result = await ToolProcess.RunAsync("stats", log.Path);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        return string.Join('\n', result.Output.Split('\n').Select(line => line.TrimEnd()));
    }
}
