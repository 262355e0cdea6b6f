using System.Diagnostics;
using Hypergraph.Orleans.SiloHost;
using Hypergraph.Orleans.Tests.Cluster;
using Hypergraph.Tests.Events;
using Hypergraph.Tests.Telemetry;
using OpenTelemetry.Trace;
using Trace = Hypergraph.Tests.Telemetry.Trace;

namespace Hypergraph.Orleans.Tests.Telemetry;

/// <summary>The traces of calls on several silo processes, which export their activities to a receiver of OTLP.</summary>
[Collection(nameof(TelemetryTests))]
public sealed class SiloTraceTests
{
    private const int Items = 40;

    [Fact]
    public async Task A_map_on_two_silos_Is_one_trace_with_the_activity_of_the_caller_at_its_root()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, TestCluster.SkipReason);
        Activity.Current = null;
        using var receiver = new OtlpReceiver();
        await using TestCluster cluster = await TestCluster.StartAsync(silos: 2, environment: SendingTo(receiver));
        MapResult result;
        RunResult run;
        using (ClusterHosts.SendTraces(receiver.Endpoint))
        {
            var runner = new OrleansRunner(cluster.Client);
            result = await runner.MapAsync(ClusterGraphs.Where(), new { n = Enumerable.Range(0, Items), pause = 20 }, over: "n");
            run = await runner.RunAsync(ClusterGraphs.Work(), new { n = 1, pause = 0 });
        }

        Assert.Equal(cluster.Silos.Select(s => s.ProcessId).Order(), result.Get<int>("process").Distinct().Order());
        var traces = receiver.Spans.ToLookup(s => s.TraceId);
        Assert.Equal(2, traces.Count);
        OtlpSpan map = Assert.Single(receiver.Spans, s => s.Name == "map where");
        Assert.Equal(
            [$"1 map where", $"{Items} map where > item", $"{Items} map where > item > report"], CountedPaths(traces[map.TraceId]));
        Assert.Equal(
            Enumerable.Range(0, Items).Select(i => $"[{i}] {result[i].RunId}").Order(StringComparer.Ordinal),
            receiver.Spans.Where(s => s.Name == "item" && s.ParentId == map.SpanId).Select(s => $"{s.Attributes["hypergraph.path"]} {s.Attributes["hypergraph.run.id"]}").Order(StringComparer.Ordinal));
        OtlpSpan root = Assert.Single(receiver.Spans, s => s.Name == "run work" && s.ParentId.Length == 0);
        Assert.Equal(run.RunId.ToString(), root.Attributes["hypergraph.run.id"]);
        Assert.Equal(
            [
                "1 run work",
                "1 run work > run work",
                "1 run work > run work > join",
                "1 run work > run work > parts",
                "1 run work > run work > parts > map part",
                "2 run work > run work > parts > map part > item",
                "2 run work > run work > parts > map part > item > make",
                "1 run work > run work > split",
            ],
            CountedPaths(traces[root.TraceId]));
    }

    [Fact]
    public async Task Items_of_a_caller_without_a_listener_Lie_in_its_current_activity()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, TestCluster.SkipReason);
        Activity.Current = null;
        using var receiver = new OtlpReceiver();
        await using TestCluster cluster = await TestCluster.StartAsync(silos: 1, environment: SendingTo(receiver));
        var runner = new OrleansRunner(cluster.Client);
        using var caller = new Activity("caller");
        caller.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        caller.Start();

        await runner.MapAsync(ClusterGraphs.Size(), new { data = (byte[][])[[1], [2]] }, over: "data");
        caller.Stop();

        Assert.Equal(["2 item", "2 item > measure"], CountedPaths(receiver.Spans));
        Assert.All(receiver.Spans, s => Assert.Equal(caller.TraceId.ToString(), s.TraceId));
        Assert.All(receiver.Spans.Where(s => s.Name == "item"), s => Assert.Equal(caller.SpanId.ToString(), s.ParentId));
    }

    [Fact]
    public async Task A_call_that_the_callers_sampler_drops_Has_no_activity_on_silos_that_sample_all()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, TestCluster.SkipReason);
        using var receiver = new OtlpReceiver();
        await using TestCluster cluster = await TestCluster.StartAsync(
            silos: 1, environment: new Dictionary<string, string>(SendingTo(receiver)) { ["OTEL_TRACES_SAMPLER"] = "always_on" });
        var runner = new OrleansRunner(cluster.Client);
        using (TracerProvider dropping = OpenTelemetry.Sdk.CreateTracerProviderBuilder().AddSource(HypergraphTelemetry.ActivitySourceName).SetSampler(new AlwaysOffSampler()).Build())
        {
            Activity.Current = null;
            await runner.MapAsync(ClusterGraphs.Size(), new { data = (byte[][])[[1], [2]] }, over: "data");
        }

        Assert.Empty(receiver.Spans);

        // The silo does send those of a call that no sampler drops.
        await runner.RunAsync(ClusterGraphs.Size(), new { data = (byte[])[1] });
        Assert.Equal(["1 run size", "1 run size > measure"], CountedPaths(receiver.Spans));
    }

    [Fact]
    public async Task An_item_that_runs_again_after_its_silo_failed_Lies_in_the_same_map()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, TestCluster.SkipReason);
        const int Count = 20;
        Activity.Current = null;
        using var receiver = new OtlpReceiver();
        await using TestCluster cluster = await TestCluster.StartAsync(silos: 2, silosFail: true, environment: SendingTo(receiver));
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var recorder = new RecordingProcessor();
        RunHandle<MapResult> run;
        MapResult result;
        try
        {
            using TracerProvider traces = ClusterHosts.SendTraces(receiver.Endpoint);
            run = new OrleansRunner(cluster.Client, recorder).StartMap(ClusterGraphs.Held(), new { n = Enumerable.Range(0, Count), file }, over: "n");
            await WaitForNodesAsync(run.Events!, count: 16);
            SiloProcess coordinator = await cluster.FindCoordinatorAsync(() => run.RunId);
            cluster.Silos.Single(s => s != coordinator).Kill();
            await File.WriteAllTextAsync(file, string.Empty);
            result = await run.Completion;
        }
        finally
        {
            File.Delete(file);
        }

        // What ran on the lost silo had not ended, so its activities are lost with it.
        Assert.Equal(Enumerable.Range(0, Count), result.Get<int>("m"));
        Assert.Equal(["1 map held", $"{Count} map held > item", $"{Count} map held > item > hold"], CountedPaths(receiver.Spans));
        Assert.Single(receiver.Spans.Select(s => s.TraceId).Distinct());
        Assert.Equal(8, receiver.Spans.Count(s => s.Attributes.ContainsKey("hypergraph.retries")));
        Assert.Equal(Enumerable.Range(0, Count).Select(i => $"[{i}]").Order(StringComparer.Ordinal), receiver.Spans.Where(s => s.Name == "item").Select(s => s.Attributes["hypergraph.path"]).Order(StringComparer.Ordinal));
        recorder.Events.AssertWellFormed();

        static async Task WaitForNodesAsync(IAsyncEnumerable<Event> events, int count)
        {
            await foreach (Event e in events)
            {
                count -= e is NodeStartEvent ? 1 : 0;
                if (count == 0)
                {
                    return;
                }
            }
        }
    }

    private static Dictionary<string, string> SendingTo(OtlpReceiver receiver) => new() { ["HYPERGRAPH_TEST_TRACES"] = receiver.Endpoint.ToString() };

    /// <summary>The names of spans, each behind those around it, with the number of spans that have the same.</summary>
    private static string[] CountedPaths(IEnumerable<OtlpSpan> spans)
    {
        var byId = spans.ToDictionary(s => s.SpanId);
        return [.. spans.GroupBy(PathOf).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Count()} {g.Key}")];

        string PathOf(OtlpSpan span) => byId.TryGetValue(span.ParentId, out OtlpSpan? parent) ? $"{PathOf(parent)} > {span.Name}" : span.Name;
    }
}
