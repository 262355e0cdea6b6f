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
        Graph graph = new Graph("leaf", [Node.Create((int x) => x + 1, output: "y", name: "inc")]).WithEventProcessors(processor);
        for (int level = 0; level < 60; level++)
        {
            graph = new Graph($"level{level}", [graph.AsNode("first"), graph.AsNode("second").RenameInput("x", "y").RenameOutput("y", "z")]);
            graph = new Graph($"renamed{level}", [graph.Select("z").AsNode("both").RenameOutput("z", "y")]);
        }

        Assert.Equal("both", Assert.Single(graph.Outline.Nodes).Name);
        Assert.False(graph.HasCycles);
        Assert.Equal(["x"], Assert.Throws<MissingInputException>(() => new SyncRunner().Run(graph)).Inputs);
        Assert.Empty(processor.Events);
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
