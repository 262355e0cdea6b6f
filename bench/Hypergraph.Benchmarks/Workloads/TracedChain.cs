using System.Diagnostics;

namespace Hypergraph.Benchmarks;

/// <summary>A chain whose run is traced, and the same activities started and stopped by hand. The listener is there only while a sample runs.</summary>
internal sealed class TracedChain(int length)
{
    private const string Graph = "hypergraph.graph";
    private const string Status = "hypergraph.status";

    private static readonly ActivitySource ByHand = new("Hypergraph.Benchmarks");

    private readonly Chain _chain = new(length);
    private readonly string[] _names = [.. Enumerable.Range(0, length).Select(i => $"n{i}")];

    public int Length => length;

    /// <summary>Runs the chain so many times with a listener of its activities.</summary>
    public double Run(int times)
    {
        using ActivityListener listener = Listen(HypergraphTelemetry.ActivitySourceName);
        double sum = 0;
        for (int i = 0; i < times; i++)
        {
            sum += _chain.Run();
        }

        return sum;
    }

    /// <summary>Calls the functions of the chain so many times, in the same activities.</summary>
    public double CallByHand(int times)
    {
        using ActivityListener listener = Listen(ByHand.Name);
        double sum = 0;
        for (int i = 0; i < times; i++)
        {
            sum += CallByHand();
        }

        return sum;
    }

    private static ActivityListener Listen(string source)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == source,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private double CallByHand()
    {
        string runId = RunId.New().ToString();
        using Activity? run = ByHand.StartActivity("run chain", ActivityKind.Internal, parentContext: default, [new(Graph, "chain"), new("hypergraph.run.kind", "run")]);
        run?.SetTag("hypergraph.run.id", runId);
        int value = 1;
        for (int i = 0; i < _names.Length; i++)
        {
            string name = _names[i];
            using Activity? node = ByHand.StartActivity(
                name,
                ActivityKind.Internal,
                parentContext: default,
                [new(Graph, "chain"), new("hypergraph.node", name), new("hypergraph.path", name), new("hypergraph.run.id", runId)]);
            value = _chain.Functions[i](value);
            node?.SetTag(Status, "completed");
        }

        run?.SetTag(Status, "completed");
        return value;
    }
}
