using System.Diagnostics;
using Hypergraph.Tests.Execution;
using Microsoft.Extensions.Time.Testing;

namespace Hypergraph.Tests.Telemetry;

/// <summary>What is left out: by the listener's sampler, and in maps with many items.</summary>
[Collection(nameof(TelemetryTests))]
public sealed class SamplingTests
{
    private static readonly Graph Outer = new(
        "outer",
        [new Graph("inner", [Node.Create((int x) => x, "y", "add")]).AsNode("once"), Node.Create((int y) => y, "z", "b")]);

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task A_run_that_no_listener_wants_Has_no_activity_inside(string runner)
    {
        using var trace = new Trace(name => name == "run outer" ? ActivitySamplingResult.None : ActivitySamplingResult.AllData);

        RunResult result = await Both.OnAsync(runner, Outer, new { x = 1 });

        Assert.Empty(trace.Activities);
        Assert.Null(result.Duration);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task A_map_that_no_listener_wants_Has_no_activity_and_no_durations(string runner)
    {
        using var trace = new Trace(_ => ActivitySamplingResult.None);

        MapResult result = await Both.MapOnAsync(runner, Outer, new { x = (int[])[1, 2] }, "x");

        Assert.Empty(trace.Activities);
        Assert.All(result, item => Assert.Null(item.Duration));
        Assert.NotEqual(result[0].RunId, result[1].RunId);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task A_node_that_no_listener_wants_Has_no_activity_inside(string runner)
    {
        using var trace = new Trace(name => name == "once" ? ActivitySamplingResult.None : ActivitySamplingResult.AllData);

        await Both.OnAsync(runner, Outer, new { x = 1 });

        Assert.Equal(["run outer", "run outer > b"], trace.Paths);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task An_activity_that_only_propagates_Is_current_and_empty(string runner)
    {
        using var trace = new Trace(_ => ActivitySamplingResult.PropagationData);
        ActivityTraceId inside = default;

        await Both.OnAsync(runner, new Graph("g", [Node.Create((int x) => (inside = Activity.Current!.TraceId) == default ? 0 : x, "y", "a")]), new { x = 1 });

        Assert.Equal(["run g", "run g > a"], trace.Paths);
        Assert.Equal(trace["run g"].TraceId, inside);
        Assert.All(trace.Activities, a => Assert.False(a.Recorded));
        Assert.DoesNotContain(trace.Activities.SelectMany(a => a.TagObjects), t => t.Key == "hypergraph.status");
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Items_beyond_the_first_hundred_Have_none_unless_they_fail_or_are_slow(string runner)
    {
        using var trace = new Trace();
        var time = new FakeTimeProvider();
        var graph = new Graph(
            "g",
            [
                Node.Create(
                    (int x) =>
                    {
                        Assert.Equal(x < 100 ? "work" : "map g", Activity.Current?.OperationName);
                        if (x == 120)
                        {
                            time.Advance(TimeSpan.FromSeconds(1));
                        }

                        return x == 130 ? throw new TimeoutException("late") : x;
                    },
                    "y",
                    "work"),
            ]);
        var options = new MapOptions { ErrorHandling = ErrorHandling.Continue, MaxConcurrency = 1 };
        int[] values = [.. Enumerable.Range(0, 1_000)];

        MapResult result = runner == "sync"
            ? new SyncRunner { TimeProvider = time }.Map(graph, new { x = values }, "x", options)
            : await new AsyncRunner { TimeProvider = time }.MapAsync(graph, new { x = values }, "x", options);

        Assert.Equal(RunStatus.Partial, result.Status);
        Assert.Equal(1 + 100 + 100 + 2, trace.Activities.Count);
        Assert.Equal(["map g", "map g > item", "map g > item > work"], trace.Paths.Distinct());
        Activity map = trace["map g"];
        Assert.Equal((1_000, 999L, 1L), (map.GetTagItem("hypergraph.items.total"), map.GetTagItem("hypergraph.items.completed"), map.GetTagItem("hypergraph.items.failed")));
        Activity[] late = [.. trace.Activities.Where(a => a.OperationName == "item" && (int)a.GetTagItem("hypergraph.item.index")! >= 100)];
        Assert.Equal(["[120]", "[130]"], late.Select(a => a.GetTagItem("hypergraph.path")));
        Assert.Equal(TimeSpan.FromSeconds(1), late[0].Duration);
        Assert.Equal((ActivityStatusCode.Error, "late"), (late[1].Status, late[1].StatusDescription));
        Assert.Equal("exception", Assert.Single(late[1].Events).Name);
        Assert.Equal(result[130].RunId.ToString(), late[1].GetTagItem("hypergraph.run.id"));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Of_items_that_all_fail_A_thousand_beyond_the_first_hundred_Have_an_activity(string runner)
    {
        using var trace = new Trace();
        var graph = new Graph("g", [Node.Create((int x) => x < 0 ? x : throw new TimeoutException("late"), "y", "fail")]);

        await Both.MapOnAsync(
            runner, graph, new { x = Enumerable.Range(0, 1_500).ToArray() }, "x", new MapOptions { ErrorHandling = ErrorHandling.Continue });

        Assert.Equal(1_100, trace.Activities.Count(a => a.OperationName == "item"));
        Assert.Equal(1_500L, trace["map g"].GetTagItem("hypergraph.items.failed"));
        Assert.Null(Activity.Current);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task A_listener_that_throws_Leaves_the_run_as_it_is(string runner)
    {
        Activity.Current = null;
        using var trace = new Trace();
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == HypergraphTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStarted = a => throw new InvalidOperationException("started"),
            ActivityStopped = a => throw new InvalidOperationException("stopped"),
        };
        ActivitySource.AddActivityListener(listener);

        RunResult result = await Both.OnAsync(runner, Outer, new { x = 1 });

        Assert.Equal(1, result["z"]);
        Assert.Null(Activity.Current);
        Assert.Equal(["run outer", "run outer > b", "run outer > once", "run outer > once > run inner", "run outer > once > run inner > add"], trace.Paths);
    }
}
