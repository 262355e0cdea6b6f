namespace Hypergraph.Tests.Execution;

/// <summary>Makes one call on each runner.</summary>
internal static class Both
{
    /// <summary>The names of the runners, for theories.</summary>
    public static TheoryData<string> Runners => ["sync", "async"];

    /// <summary>Makes the call on the named runner.</summary>
    public static Task<RunResult> OnAsync(string runner, Graph graph, object values, RunOptions? options = null, CancellationToken token = default) =>
        runner == "async"
            ? new AsyncRunner().RunAsync(graph, values, options, token)
            : Task.FromResult(new SyncRunner().Run(graph, values, options, token));

    /// <summary>Makes the map on the named runner.</summary>
    public static Task<MapResult> MapOnAsync(
        string runner, Graph graph, object values, MapOver over, MapOptions? options = null, CancellationToken token = default) =>
        runner == "async"
            ? new AsyncRunner().MapAsync(graph, values, over, options, token)
            : Task.FromResult(new SyncRunner().Map(graph, values, over, options, token));

    /// <summary>Makes the call on both runners, asserts that the results are equal, and returns one.</summary>
    public static async Task<RunResult> RunAsync(Graph graph, object values, RunOptions? options = null)
    {
        RunResult sync = new SyncRunner().Run(graph, values, options);
        RunResult async = await new AsyncRunner().RunAsync(graph, values, options);
        AssertSame(sync, async);
        return sync;
    }

    /// <summary>Makes the map on both runners, asserts that the results are equal, and returns one.</summary>
    public static async Task<MapResult> MapAsync(Graph graph, object values, MapOver over, MapOptions? options = null)
    {
        MapResult sync = new SyncRunner().Map(graph, values, over, options);
        MapResult async = await new AsyncRunner().MapAsync(graph, values, over, options);
        Assert.Equal(sync.Status, async.Status);
        Assert.Equal(sync.Count, async.Count);
        for (int i = 0; i < sync.Count; i++)
        {
            AssertSame(sync[i], async[i]);
        }

        return sync;
    }

    private static void AssertSame(RunResult sync, RunResult async)
    {
        Assert.Equal(sync.Status, async.Status);
        Assert.Equal(sync.Values.Keys, async.Values.Keys);
        Assert.Equal(sync.Values.Values, async.Values.Values);
        Assert.Equal(sync.Error?.GetType(), async.Error?.GetType());
        Assert.Equal(sync.Error?.Message, async.Error?.Message);
    }
}
