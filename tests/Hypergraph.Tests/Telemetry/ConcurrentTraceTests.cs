using System.Diagnostics;

namespace Hypergraph.Tests.Telemetry;

/// <summary>Many runs at once: no activity is lost, and each lies where it belongs.</summary>
[Collection(nameof(TelemetryTests))]
public sealed class ConcurrentTraceTests
{
    private const int Runs = 1_000;

    [Fact]
    public async Task A_thousand_concurrent_runs_Lose_and_misplace_no_activity()
    {
        using var trace = new Trace();
        Graph graph = CreateGraph();
        var runner = new AsyncRunner();

        await Task.WhenAll(Enumerable.Range(0, Runs).Select(async run =>
        {
            using Activity? caller = Trace.Tests.StartActivity($"caller {run}");
            await runner.RunAsync(graph, new { x = run, xs = (int[])[1, 2, 3] });
            Assert.Same(caller, Activity.Current);
        }));

        string[] expected =
        [
            "caller",
            "caller > run g",
            "caller > run g > each",
            "caller > run g > each > map item",
            .. Enumerable.Repeat("caller > run g > each > map item > item", 3),
            .. Enumerable.Repeat("caller > run g > each > map item > item > score", 3),
            .. Enumerable.Repeat("caller > run g > each > map item > item > score > http score", 3),
            "caller > run g > left",
            "caller > run g > left > http left",
            "caller > run g > right",
            "caller > run g > right > http right",
        ];
        var byTrace = trace.Activities.GroupBy(a => a.TraceId).ToList();
        Assert.Equal(Runs, byTrace.Count);
        var bySpan = trace.Activities.ToDictionary(a => a.SpanId);
        foreach (IGrouping<ActivityTraceId, Activity> one in byTrace)
        {
            string run = one.Single(a => a.OperationName.StartsWith("caller", StringComparison.Ordinal)).OperationName;
            Assert.Equal(expected, one.Select(a => PathOf(a, bySpan).Replace(run, "caller", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
            Assert.Single(one.Where(a => a.OperationName is "left" or "right" or "each" or "run g").Select(a => a.GetTagItem("hypergraph.run.id")).Distinct());
        }
    }

    private static Graph CreateGraph()
    {
        var item = new Graph("item", [Node.Create((int x) => WorkAsync("score", x), "y", "score")]);
        return new Graph(
            "g",
            [
                Node.Create((int x) => WorkAsync("left", x), "a", "left"),
                Node.Create(
                    (int x) =>
                    {
                        using Activity? http = Trace.Tests.StartActivity("http right");
                        return x;
                    },
                    "b",
                    "right"),
                item.AsNode("each").RenameInput("x", "xs").RenameOutput("y", "ys").MapOver("xs"),
            ]);
    }

    private static async Task<int> WorkAsync(string name, int x)
    {
        await Task.Yield();
        using Activity? http = Trace.Tests.StartActivity($"http {name}");
        await Task.Yield();
        return x;
    }

    private static string PathOf(Activity activity, Dictionary<ActivitySpanId, Activity> bySpan) =>
        bySpan.TryGetValue(activity.ParentSpanId, out Activity? parent) ? $"{PathOf(parent, bySpan)} > {activity.OperationName}" : activity.OperationName;
}
