using System.Text.Json;

namespace Hypergraph.Tests.Execution;

/// <summary>Graphs in graphs in graphs.</summary>
public class DeepNestingTests
{
    private const int SmallStack = 256 * 1024;
    private const int LargeStack = 64 * 1024 * 1024;

    [Fact]
    public void Graph_That_is_used_twice_on_each_of_60_levels_Is_built_and_compiled()
    {
        var processor = new Events.RecordingProcessor();
        Graph graph = Doubled(60, processor);

        Assert.Equal("both", Assert.Single(graph.Outline.Nodes).Name);
        Assert.False(graph.HasCycles);
        Assert.Equal(["x"], Assert.Throws<MissingInputException>(() => new SyncRunner().Run(graph)).Inputs);
        Assert.Empty(processor.Events);
    }

    [Fact]
    public void Graph_That_is_used_twice_on_each_of_60_levels_Is_described_changed_and_bound()
    {
        Graph graph = Doubled(60);

        // One line for each node of each graph, and three of the outermost.
        Assert.Equal(3 + (60 * 3) + 1, graph.Describe().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Graph bound = graph.Bind("x", 1).WithName("other").WithEntrypoint("both").Select("y");
        Assert.Equal("other", bound.Name);
        Assert.Empty(bound.RequiredInputs);
        Assert.Equal(graph.Outline, graph.Outline);
        Assert.NotEqual(graph.Outline, bound.Outline);
        Assert.NotEqual(0, graph.Outline.Nodes[0].GetHashCode());
        Assert.Contains("Name = both", graph.Outline.Nodes[0].ToString(), StringComparison.Ordinal);
        Assert.Equal("y", Assert.Single(graph.AsNode("n").MapOver("x").Outputs).Name);
        Assert.Contains("reads 'x' as int, but node 'numbers' produces it as int[]", Assert.Throws<GraphConfigurationException>(
            () => new Graph([Node.Create(() => new[] { 1 }, "x", "numbers"), graph.AsNode("n")])).Message, StringComparison.Ordinal);
    }

    /// <summary>The serializer's own limit is 64 levels of JSON; an event may stand in lists and objects of the user's.</summary>
    [Theory]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(21)]
    [InlineData(3_000)]
    public void Outline_Of_any_depth_Serializes_and_reads_back(int levels)
    {
        string json = (string)CallOn(SmallStack, () => JsonSerializer.Serialize(new[] { new[] { StartOf(levels) } }))!;
        var read = (Event[][])CallOn(SmallStack, () => JsonSerializer.Deserialize<Event[][]>(json))!;

        Assert.Equal(Math.Min(levels, 9), json.Split("\"graph\":{").Length - 1);
        Assert.Equal(Math.Max(levels - 9, 0), json.Split("\"graphIndex\":").Length - 1);
        Assert.Equal(levels > 9, json.Contains("\"deepGraphs\":[", StringComparison.Ordinal));
        Assert.Equal(json, CallOn(SmallStack, () => JsonSerializer.Serialize(read)));
        GraphOutline outline = Assert.IsType<RunStartEvent>(read[0][0]).Outline!;
        for (int level = 0; level < levels; level++)
        {
            NodeOutline node = Assert.Single(outline.Nodes);
            Assert.Equal(("n", NodeKind.Graph), (node.Name, node.Kind));
            outline = node.Graph!;
        }

        Assert.Equal(("leaf", NodeKind.Function, null), (outline.Nodes[0].Name, outline.Nodes[0].Kind, outline.Nodes[0].Graph));
    }

    [Fact]
    public void Outline_Of_a_graph_that_is_used_twice_on_each_of_60_levels_Serializes_and_reads_back()
    {
        string json = JsonSerializer.Serialize<Event>(new RunStartEvent { RunId = RunId.New(), SpanId = SpanId.New(), Timestamp = DateTimeOffset.UnixEpoch, Outline = Doubled(60).Outline });

        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<Event>(json)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public void Outline_That_refers_to_a_graph_that_is_not_there_Is_refused(long index)
    {
        string json = JsonSerializer.Serialize<Event>(StartOf(10)).Replace("\"graphIndex\":0", $"\"graphIndex\":{index}", StringComparison.Ordinal);

        Assert.StartsWith("The event cannot be read: ", Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Event>(json)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(SmallStack)]
    public void Graph_That_is_nested_too_deep_for_the_stack_Is_an_exception(int stackSize)
    {
        Graph graph = Nested(20_000);

        AssertTooDeep(stackSize, () => new SyncRunner().Run(graph, ("x", 1)));
        AssertTooDeep(stackSize, () => new AsyncRunner().RunAsync(graph, ("x", 1)).GetAwaiter().GetResult());
        AssertTooDeep(stackSize, () => graph.Outline);
        AssertTooDeep(SmallStack, graph.Describe);
    }

    [Fact]
    public void Run_That_is_too_deep_for_the_stack_Fails_with_its_events()
    {
        Graph graph = Nested(1_000);
        CallOn(LargeStack, () => new SyncRunner(new Events.RecordingProcessor()).Run(graph, ("x", 1)));

        var processor = new Events.RecordingProcessor();
        var options = new RunOptions { EventProcessors = [processor], ErrorHandling = ErrorHandling.Continue };
        var inputs = new Dictionary<string, object?> { ["x"] = 1 };
        RunResult result = (RunResult)CallOn(SmallStack, () => new SyncRunner().Run(graph, inputs, options))!;

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.IsType<InsufficientExecutionStackException>(result.Error);
        Assert.Equal(processor.Events.OfType<NodeStartEvent>().Count(), processor.Events.OfType<NodeErrorEvent>().Count());
        AssertTooDeep(SmallStack, () => new SyncRunner().Run(graph, ("x", 1)));
        AssertTooDeep(SmallStack, () => new AsyncRunner().RunAsync(graph, ("x", 1)).GetAwaiter().GetResult());
    }

    /// <summary>A graph that is used twice in the next one, so that there are two to the power of the levels places for it.</summary>
    private static Graph Doubled(int levels, params EventProcessor[] processors)
    {
        Graph graph = new Graph("leaf", [Node.Create((int x) => x + 1, output: "y", name: "inc")]).WithEventProcessors(processors);
        for (int level = 0; level < levels; level++)
        {
            graph = new Graph($"level{level}", [graph.AsNode("first"), graph.AsNode("second").RenameInput("x", "y").RenameOutput("y", "z")]);
            graph = new Graph($"renamed{level}", [graph.Select("z").AsNode("both").RenameOutput("z", "y")]);
        }

        return graph;
    }

    private static RunStartEvent StartOf(int levels) =>
        new() { RunId = RunId.New(), SpanId = SpanId.New(), Timestamp = DateTimeOffset.UnixEpoch, Outline = OutlineOf(levels) };

    private static GraphOutline OutlineOf(int levels)
    {
        var outline = new GraphOutline { Nodes = [new NodeOutline { Name = "leaf", Kind = NodeKind.Function }] };
        for (int level = 0; level < levels; level++)
        {
            outline = new GraphOutline { Nodes = [new NodeOutline { Name = "n", Kind = NodeKind.Graph, Graph = outline }] };
        }

        return outline;
    }

    private static Graph Nested(int levels)
    {
        var graph = new Graph("leaf", [Node.Create((int x) => x + 1, output: "y", name: "inc")]);
        for (int level = 0; level < levels; level++)
        {
            graph = new Graph("deep", [graph.AsNode("n")]);
        }

        return graph;
    }

    private static void AssertTooDeep(int stackSize, Func<object?> call) => Assert.Equal(
        "Graph 'deep' is nested too deep for the stack of the thread that calls it. Nest fewer graphs in each other, or use a thread with a larger stack (the maxStackSize of its constructor).",
        Assert.Throws<InsufficientExecutionStackException>(() => CallOn(stackSize, call)).Message);

    /// <summary>Calls on a thread with a stack of so many bytes; 0 for the default.</summary>
    private static object? CallOn(int stackSize, Func<object?> call)
    {
        Task<object?>? called = null;
        var thread = new Thread(() => called = Capture(call), stackSize);
        thread.Start();
        thread.Join();
        return called!.GetAwaiter().GetResult();
    }

    private static Task<object?> Capture(Func<object?> call)
    {
        try
        {
            return Task.FromResult(call());
        }
        catch (InsufficientExecutionStackException exception)
        {
            return Task.FromException<object?>(exception);
        }
    }
}
