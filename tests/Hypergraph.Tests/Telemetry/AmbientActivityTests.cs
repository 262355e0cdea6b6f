using System.Diagnostics;
using Hypergraph.Tests.Execution;

namespace Hypergraph.Tests.Telemetry;

/// <summary>Which activity is the current one: inside a node the node's, for the caller always its own.</summary>
[Collection(nameof(TelemetryTests))]
public sealed class AmbientActivityTests
{
    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task What_a_node_starts_Lies_under_the_node(string runner)
    {
        using var trace = new Trace();
        var inner = new Graph("inner", [Work("in", "y", "z")]);
        var graph = new Graph("g", [Work("a", "x", "y"), inner.AsNode("once"), Work("b", "x", "w")]);

        using (Trace.Tests.StartActivity("caller"))
        {
            Activity? caller = Activity.Current;
            await Both.OnAsync(runner, graph, new { x = 1 });
            Assert.Same(caller, Activity.Current);
        }

        Assert.Equal(
            [
                "caller",
                "caller > run g",
                "caller > run g > a",
                "caller > run g > a > work of a",
                "caller > run g > b",
                "caller > run g > b > work of b",
                "caller > run g > once",
                "caller > run g > once > run inner",
                "caller > run g > once > run inner > in",
                "caller > run g > once > run inner > in > work of in",
            ],
            trace.Paths);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    public async Task Asynchronous_siblings_Keep_their_own_activity_after_an_await(int? maxConcurrency)
    {
        using var trace = new Trace();
        Node[] nodes = [.. Enumerable.Range(0, 20).Select(i => AsyncWork($"n{i:00}", "x", $"y{i}")), AsyncWork("last", "y7", "z")];

        await new AsyncRunner().RunAsync(new Graph("g", nodes), new { x = 1 }, new RunOptions { MaxConcurrency = maxConcurrency });

        string[] names = [.. nodes.Select(n => n.Name)];
        Assert.Equal(
            ["run g", .. names.SelectMany(n => (string[])[$"run g > {n}", $"run g > {n} > work of {n}"]).Order(StringComparer.Ordinal)],
            trace.Paths);
        Assert.Null(Activity.Current);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Items_Keep_what_they_start_for_themselves(string runner)
    {
        using var trace = new Trace();
        var graph = new Graph("g", [Work("a", "x", "y")]);

        await Both.MapOnAsync(runner, graph, new { x = Enumerable.Range(0, 50).ToArray() }, "x");

        Assert.Equal(
            (string[])["map g", .. Enumerable.Repeat("map g > item", 50), .. Enumerable.Repeat("map g > item > a", 50), .. Enumerable.Repeat("map g > item > a > work of a", 50)],
            trace.Paths);
        Assert.Null(Activity.Current);
    }

    [Fact]
    public async Task Items_of_a_stream_Keep_what_they_start_and_the_source_sees_none_of_them()
    {
        using var trace = new Trace();
        List<string?> seen = [];
        var graph = new Graph("g", [Work("a", "x", "y"), AsyncWork("b", "y", "z")]);

        using (Trace.Tests.StartActivity("caller"))
        {
            await foreach (RunResult result in new AsyncRunner().MapStreamAsync(graph, new { }, "x", Source()))
            {
                Assert.Equal("caller", Activity.Current?.OperationName);
            }
        }

        Assert.Equal(1 + 1 + (5 * 30), trace.Activities.Count);
        Assert.Equal(
            ["caller", "caller > map g", "caller > map g > item", "caller > map g > item > a", "caller > map g > item > a > work of a", "caller > map g > item > b", "caller > map g > item > b > work of b"],
            trace.Paths.Distinct());
        Assert.Equal(30L, trace["map g"].GetTagItem("hypergraph.items.completed"));
        Assert.Equal(["caller"], seen.Distinct());

        async IAsyncEnumerable<int> Source()
        {
            for (int i = 0; i < 30; i++)
            {
                seen.Add(Activity.Current?.OperationName);
                yield return i;
                if (i % 7 == 0)
                {
                    await Task.Yield();
                }
            }
        }
    }

    [Fact]
    public async Task A_caller_that_suppresses_the_flow_Gets_the_same_trace()
    {
        using var trace = new Trace();
        var graph = new Graph("g", [Work("a", "x", "y"), Work("b", "x", "z"), AsyncWork("c", "y", "w")]);
        Task<RunResult> run;
        using (ExecutionContext.SuppressFlow())
        {
            run = new AsyncRunner().RunAsync(graph, new { x = 1 });
        }

        await run;

        Assert.Equal(["run g", "run g > a", "run g > b", "run g > c"], trace.Paths.Where(p => !p.Contains("work", StringComparison.Ordinal)));
        Assert.Null(Activity.Current);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task A_handle_Joins_the_trace_of_its_caller_and_leaves_its_current_activity(string runner)
    {
        using var trace = new Trace();
        var graph = new Graph("g", [Work("a", "x", "y")]);

        using (Trace.Tests.StartActivity("caller"))
        {
            RunHandle<RunResult> handle = runner == "async" ? new AsyncRunner().Start(graph, new { x = 1 }) : new SyncRunner().Start(graph, new { x = 1 });
            Assert.Equal("caller", Activity.Current?.OperationName);
            await handle.Completion;
            Assert.Equal("caller", Activity.Current?.OperationName);
        }

        Assert.Equal(["caller", "caller > run g", "caller > run g > a", "caller > run g > a > work of a"], trace.Paths);
    }

    [Fact]
    public async Task Baggage_of_the_caller_Reaches_the_nodes()
    {
        using var trace = new Trace();
        string? seen = null;
        var graph = new Graph("g", [Node.Create((int x) => (seen = Activity.Current?.GetBaggageItem("tenant")) is null ? 0 : x, "y", "a")]);

        using (Activity? caller = Trace.Tests.StartActivity("caller"))
        {
            caller?.SetBaggage("tenant", "t1");
            await new AsyncRunner().RunAsync(graph, new { x = 1 });
        }

        Assert.Equal("t1", seen);
    }

    /// <summary>A node that starts an activity in it.</summary>
    private static FunctionNode Work(string name, string input, string output) => Node.CreateFrom(
        NodeFunction.FromValues(
            [input],
            values =>
            {
                using Activity? inside = Trace.Tests.StartActivity($"work of {name}");
                return values[input];
            }),
        [output],
        name);

    /// <summary>The same, after an await.</summary>
    private static FunctionNode AsyncWork(string name, string input, string output) => Node.CreateFrom(
        NodeFunction.FromValuesAsync(
            [input],
            async (values, _) =>
            {
                await Task.Yield();
                using Activity? inside = Trace.Tests.StartActivity($"work of {name}");
                await Task.Yield();
                return values[input];
            }),
        [output],
        name);
}
