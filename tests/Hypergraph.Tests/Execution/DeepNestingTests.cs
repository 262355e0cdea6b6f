using System.Text.Json;

namespace Hypergraph.Tests.Execution;

/// <summary>Graphs in graphs in graphs.</summary>
public class DeepNestingTests
{
    private const int SmallStack = 256 * 1024;
    private const int LargeStack = 64 * 1024 * 1024;

    private static readonly JsonSerializerOptions DeepJson = new() { MaxDepth = 200_000 };

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
        Assert.Contains("takes 'x' as int, but node 'numbers' gives it as int[]", Assert.Throws<GraphConfigurationException>(
            () => new Graph([Node.Create(() => new[] { 1 }, "x", "numbers"), graph.AsNode("n")])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Outline_Of_graphs_that_are_nested_too_deep_for_the_stack_Is_an_exception_in_JSON()
    {
        string json = (string)CallOn(LargeStack, () => JsonSerializer.Serialize<Event>(StartOf(3_000), DeepJson))!;

        Assert.Throws<InsufficientExecutionStackException>(() => CallOn(SmallStack, () => JsonSerializer.Serialize<Event>(StartOf(3_000), DeepJson)));
        Assert.Throws<InsufficientExecutionStackException>(() => CallOn(SmallStack, () => JsonSerializer.Deserialize<Event>(json, DeepJson)));
        Assert.Equal(json, CallOn(LargeStack, () => JsonSerializer.Serialize(JsonSerializer.Deserialize<Event>(json, DeepJson), DeepJson)));
    }

    /// <summary>A level of graphs is three levels of JSON, of which the serializer writes 64 unless told otherwise.</summary>
    [Fact]
    public void Outline_Of_more_levels_than_JSON_may_have_Is_refused_by_the_serializer()
    {
        string json = JsonSerializer.Serialize<Event>(StartOf(20));

        Assert.Equal(20, json.Split("\"graph\":{").Length - 1);
        Assert.Throws<JsonException>(() => JsonSerializer.Serialize<Event>(StartOf(21)));
        Assert.Equal(21, JsonSerializer.Serialize<Event>(StartOf(21), DeepJson).Split("\"graph\":{").Length - 1);
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
