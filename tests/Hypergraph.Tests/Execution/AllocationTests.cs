namespace Hypergraph.Tests.Execution;

/// <summary>What a run costs when nobody listens.</summary>
public class AllocationTests
{
    private const int Runs = 10_000;

    private static Graph Chain(int length) => new(Enumerable.Range(0, length).Select(i =>
        Node.Create(i == 0 ? (int v0) => v0 + 1 : Renamed(i), outputs: [$"v{i + 1}"], name: $"n{i}")));

    private static Delegate Renamed(int i) => i switch
    {
        1 => (int v1) => v1 + 1,
        2 => (int v2) => v2 + 1,
        3 => (int v3) => v3 + 1,
        4 => (int v4) => v4 + 1,
        5 => (int v5) => v5 + 1,
        6 => (int v6) => v6 + 1,
        7 => (int v7) => v7 + 1,
        8 => (int v8) => v8 + 1,
        _ => (int v9) => v9 + 1,
    };

    private static double BytesPerRun(Graph graph, IReadOnlyDictionary<string, object?> values)
    {
        var runner = new SyncRunner();
        for (int i = 0; i < 1000; i++)
        {
            runner.Run(graph, values);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Runs; i++)
        {
            runner.Run(graph, values);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Runs;
    }

    [Fact]
    public void Run_Chain_of_three_without_a_processor_Costs_the_same_small_number_of_bytes_each_time()
    {
        var values = new Dictionary<string, object?> { ["v0"] = 1 };
        Graph graph = Chain(3);

        double first = BytesPerRun(graph, values);
        double second = BytesPerRun(graph, values);

        TestContext.Current.TestOutputHelper?.WriteLine($"{first} bytes a run");
        Assert.Equal(first, second, tolerance: 1);
        Assert.InRange(first, 1, 320);
    }

    [Fact]
    public void Run_Each_further_node_of_ints_Costs_the_bytes_of_its_slot_only()
    {
        var values = new Dictionary<string, object?> { ["v0"] = 1 };
        double two = BytesPerRun(Chain(2), values);
        double ten = BytesPerRun(Chain(10), values);

        TestContext.Current.TestOutputHelper?.WriteLine($"{(ten - two) / 8} bytes a node");
        Assert.Equal(8 * sizeof(int), ten - two, tolerance: 1);
    }

    [Fact]
    public void Run_With_a_processor_that_wants_no_values_Has_none_on_its_events()
    {
        var recorder = new Recorder();
        new SyncRunner(recorder).Run(Chain(3), ("v0", 1));

        Assert.Equal(3, recorder.Events.OfType<NodeStartEvent>().Count());
        Assert.All(recorder.Events.OfType<NodeStartEvent>(), e => Assert.Null(e.Inputs));
        Assert.All(recorder.Events.OfType<NodeEndEvent>(), e => Assert.Null(e.Outputs));
    }

    [Fact]
    public void Run_With_one_processor_that_wants_values_Has_them_on_its_events()
    {
        var recorder = new Recorder(wantsValues: true);
        new SyncRunner(new Recorder(), recorder).Run(Chain(2), ("v0", 1));

        Assert.Equal([1, 2], recorder.Events.OfType<NodeStartEvent>().Select(e => Assert.Single(e.Inputs!).Value));
        Assert.Equal(["v1", "v2"], recorder.Events.OfType<NodeEndEvent>().Select(e => Assert.Single(e.Outputs!).Key));
    }

    [Fact]
    public void Run_Without_a_processor_Reads_no_clock()
    {
        var runner = new SyncRunner { TimeProvider = new BrokenClock() };
        Assert.Equal(4, runner.Run(Chain(3), ("v0", 1))["v3"]);
        Assert.Equal([4], runner.Map(Chain(3), new { v0 = new[] { 1 } }, "v0").Get<int>("v3"));
    }

    private sealed class BrokenClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => throw new InvalidOperationException("The clock was read.");

        public override long GetTimestamp() => throw new InvalidOperationException("The clock was read.");
    }
}
