using System.Diagnostics;
using Hypergraph.Orleans.Tests.Running;
using Hypergraph.Tests.Events;
using Trace = Hypergraph.Tests.Telemetry.Trace;

namespace Hypergraph.Orleans.Tests.Telemetry;

/// <summary>What is left out of the trace of a call: by the caller's sampler, and in maps with many items.</summary>
[Collection(nameof(TelemetryTests))]
public sealed class CallSamplingTests(LocalCluster cluster) : IClassFixture<LocalCluster>
{
    private readonly OrleansRunner _runner = cluster.Runner;

    [Theory]
    [InlineData(ActivitySamplingResult.None)]
    [InlineData(ActivitySamplingResult.PropagationData)]
    public async Task A_call_that_the_sampler_drops_Has_no_activity_on_silos(ActivitySamplingResult decision)
    {
        // Only the call itself is dropped, so that an activity on the silo would be recorded.
        using var trace = new Trace(name => name == "map seen" ? decision : ActivitySamplingResult.AllDataAndRecorded);
        ActivityContext inside = default;
        var graph = new Graph("seen", [Node.Create((int x) => (inside = Activity.Current?.Context ?? default) == default ? x : x + 1, "y", "a")]);
        ActivityTraceId callers;
        using (Activity? caller = Trace.Tests.StartActivity("caller"))
        {
            caller!.ActivityTraceFlags = ActivityTraceFlags.None;
            callers = caller.TraceId;
            await _runner.MapAsync(graph, new { x = (int[])[1] }, over: "x");
        }

        Assert.DoesNotContain(trace.Activities, a => a.Recorded);
        Assert.DoesNotContain(trace.Activities, a => a.OperationName is "item" or "a");
        Assert.Equal((callers, ActivityTraceFlags.None), (inside.TraceId, inside.TraceFlags));
    }

    [Fact]
    public async Task A_dropped_call_without_a_trace_around_it_Leaves_no_current_activity_on_silos()
    {
        using var trace = new Trace(_ => ActivitySamplingResult.None);
        bool? hasCurrent = null;
        var graph = new Graph("seen", [Node.Create((int x) => (hasCurrent = Activity.Current is not null) == true ? 1 : 0, "y", "a")]);

        await _runner.RunAsync(graph, new { x = 1 });

        Assert.Empty(trace.Activities);
        Assert.False(hasCurrent);
    }

    [Fact]
    public async Task The_state_and_the_flags_of_the_trace_Reach_the_silos()
    {
        using var trace = new Trace();
        ActivityContext inside = default;
        var graph = new Graph("seen", [Node.Create((int x) => (inside = Activity.Current!.Context) == default ? 0 : x, "y", "a")]);
        using (Activity? caller = Trace.Tests.StartActivity("caller"))
        {
            caller!.TraceStateString = "vendor=1";
            await _runner.RunAsync(graph, new { x = 1 });
        }

        Assert.Equal((trace["caller"].TraceId, "vendor=1", ActivityTraceFlags.Recorded), (inside.TraceId, inside.TraceState, inside.TraceFlags));
    }

    [Fact]
    public async Task Items_beyond_the_first_hundred_Have_an_activity_only_if_they_fail()
    {
        using var trace = new Trace();
        var recorder = new RecordingProcessor();
        var graph = new Graph("g", [Node.Create((int x) => x is 7 or 130 ? throw new TimeoutException("late") : x, "y", "work")]);

        MapResult result = await _runner.MapAsync(
            graph, new { x = Enumerable.Range(0, 200) }, over: "x", new MapOptions { ErrorHandling = ErrorHandling.Continue, EventProcessors = [recorder] });

        // An item that was slow on a busy machine may have one too.
        Activity[] late = [.. trace.Activities.Where(a => a.OperationName == "item" && (int)a.GetTagItem("hypergraph.item.index")! >= 100 && a.Duration < TimeSpan.FromSeconds(1))];
        Activity failed = Assert.Single(late);
        Assert.Equal(100, trace.Activities.Count(a => a.OperationName == "work"));
        Assert.Equal(["map g", "map g > item", "map g > item > work"], trace.Paths.Distinct().Where(p => p != "map g > map g"));
        Assert.Equal("[130]", failed.GetTagItem("hypergraph.path"));
        Assert.Equal((ActivityStatusCode.Error, "late"), (failed.Status, failed.StatusDescription));
        Assert.Equal("exception", Assert.Single(failed.Events).Name);
        Assert.Equal(result[130].RunId.ToString(), failed.GetTagItem("hypergraph.run.id"));
        Assert.Equal(recorder.Events.Single(e => e is RunStartEvent && e.ItemIndex == 130).SpanId.ToString(), failed.GetTagItem("hypergraph.span"));
        Activity map = trace.Activities.Single(a => (string?)a.GetTagItem("hypergraph.run.kind") == "map");
        Assert.Equal((198L, 2L, 2), (map.GetTagItem("hypergraph.items.completed"), map.GetTagItem("hypergraph.items.failed"), map.GetTagItem("hypergraph.failures")));
    }

    [Fact]
    public async Task What_items_beyond_the_first_hundred_start_Lies_in_an_activity_of_their_silo()
    {
        using var trace = new Trace();
        var graph = new Graph(
            "g",
            [
                Node.Create(
                    (int x) =>
                    {
                        using Activity? call = Trace.Tests.StartActivity("call");
                        return x;
                    },
                    "y",
                    "work"),
            ]);

        MapResult result = await _runner.MapAsync(graph, new { x = Enumerable.Range(0, 120) }, over: "x");

        // The silo ends it when it has had no item for a while; one that waits for items in between has several.
        while (PartsOf(trace).Sum(CompletedOf) < 20)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Equal(
            ["1 map g", "100 map g > item > work", "100 map g > item > work > call", "20 map g > map g > call"],
            trace.Paths.Where(p => p is not ("map g > item" or "map g > map g")).GroupBy(p => p).Select(g => $"{g.Count()} {g.Key}"));
        Assert.All(PartsOf(trace), part => Assert.Equal(
            ["graph=g", "run.kind=remote_map", $"run.id={result.RunId}", $"items.completed={CompletedOf(part)}"], CallTraceTests.TagsOf(part)));

        static IEnumerable<Activity> PartsOf(Trace trace) => trace.Activities.Where(a => (string?)a.GetTagItem("hypergraph.run.kind") == "remote_map");

        static long CompletedOf(Activity part) => (long)part.GetTagItem("hypergraph.items.completed")!;
    }
}
