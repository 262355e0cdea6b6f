namespace Hypergraph.Tests.Execution;

/// <summary>Nested graphs and maps, the same on both runners.</summary>
public class NestedTests
{
    private static Graph Half { get; } = new("half",
    [
        Node.Create((int x) => x % 2 == 0 ? x / 2 : throw new InvalidOperationException("odd"), output: "h"),
        Node.IfElse((int h) => h > 1, "big", Node.End, name: "gate"),
        Node.Create((int h) => h * 100, output: "b", name: "big"),
    ]);

    private static Graph Counter { get; } = new("counter",
    [
        Node.Create((int n) => n + 1, output: "n", name: "step"),
        Node.IfElse((int n) => n % 3 != 0, "step", Node.End, name: "again"),
    ],
    new GraphOptions { Entrypoints = ["step"] });

    [Fact]
    public async Task Map_Continue_Leaves_gaps_of_failures_and_of_branches()
    {
        var graph = new Graph([Half.AsNode().MapOver(["x"], MapMode.Zip, ErrorHandling.Continue), Node.Create((int?[] b) => b.Sum(), output: "sum")]);
        RunResult result = await Both.RunAsync(graph, new { x = new[] { 2, 3, 4, 6 } });

        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.Equal([1, null, 2, 3], result.Get<int?[]>("h"));
        Assert.Equal([null, null, 200, 300], result.Get<int?[]>("b"));
        Assert.Equal(500, result["sum"]);
    }

    [Fact]
    public async Task Map_Continue_All_failed_Gives_gaps_and_continues()
    {
        var graph = new Graph([Half.AsNode().MapOver(["x"], MapMode.Zip, ErrorHandling.Continue)]);
        RunResult result = await Both.RunAsync(graph, new { x = new[] { 1, 3 } });

        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.Equal([null, null], result.Get<int?[]>("h"));
    }

    [Fact]
    public async Task Map_Raise_Fails_its_node()
    {
        var graph = new Graph([Half.AsNode().MapOver("x"), Node.Create((int y) => y, output: "z")]);
        RunResult result = await Both.RunAsync(
            new Graph([graph.AsNode("outer")]), new { x = new[] { 2, 3 }, y = 1 }, new RunOptions { ErrorHandling = ErrorHandling.Continue });

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.Equal("odd", result.Error!.Message);
        Assert.Empty(result.Values);
    }

    [Fact]
    public async Task Map_Over_nothing_inside_Emits_no_run_and_completes()
    {
        foreach (string runner in (string[])["sync", "async"])
        {
            var recorder = new EventRecorder(wantsValues: false);
            RunResult result = await Both.OnAsync(
                runner, new Graph([Half.AsNode().MapOver("x")]), new { x = Array.Empty<int>() }, new RunOptions { EventProcessors = [recorder] });

            Assert.Empty(result.Get<int[]>("h"));
            Assert.Equal(["RunStartEvent", "NodeStartEvent", "NodeEndEvent", "RunEndEvent"], recorder.Events.Select(e => e.GetType().Name));
            recorder.AssertClosed();
        }
    }

    [Fact]
    public async Task Limit_of_supersteps_Counts_anew_for_each_nested_run()
    {
        var graph = new Graph([Counter.AsNode().RenameOutput("n", "end").MapOver("n")]);
        RunResult result = await Both.RunAsync(graph, new { n = new[] { 0, 3, 6, 9 } }, new RunOptions { MaxIterations = 6 });

        Assert.Equal([3, 6, 9, 12], result.Get<int[]>("end"));
    }

    [Fact]
    public async Task Loop_inside_that_continues_Fails_the_run()
    {
        var graph = new Graph([Counter.AsNode().RenameOutput("n", "end")]);
        RunResult result = await Both.RunAsync(graph, new { n = 0 }, new RunOptions { MaxIterations = 5, ErrorHandling = ErrorHandling.Continue });

        Assert.Equal(
            "Graph 'counter': the loop of 'step', 'again' did not converge within 5 supersteps. Return 'END' from a gate, or increase RunOptions.MaxIterations.",
            Assert.IsType<IterationLimitException>(result.Error).Message);
    }

    [Fact]
    public async Task Map_After_a_gate_Runs_with_the_values_of_the_taken_branch()
    {
        Graph twice = new("twice", [Node.Create((int x) => x * 2, output: "y")]);
        var graph = new Graph(
        [
            Node.IfElse((bool isUp) => isUp, "up", "down", name: "gate"),
            Node.Create((int n) => Enumerable.Range(1, n).ToArray(), output: "x", name: "up"),
            Node.Create((int n) => Enumerable.Range(1, n).Reverse().ToArray(), output: "x", name: "down"),
            twice.AsNode().MapOver("x"),
        ]);

        Assert.Equal(new[] { 2, 4 }, (await Both.RunAsync(graph, new { isUp = true, n = 2 })).Get<int[]>("y"));
        Assert.Equal(new[] { 4, 2 }, (await Both.RunAsync(graph, new { isUp = false, n = 2 })).Get<int[]>("y"));
    }

    [Fact]
    public async Task Nested_map_over_an_untyped_value_that_is_no_collection_Fails_its_node()
    {
        Graph inner = new("inner", [Node.Create((int x) => x, output: "y")]);
        var graph = new Graph([Node.CreateFrom(NodeFunction.FromValues([], _ => 5), ["xs"], "give"), inner.AsNode().RenameInput("x", "xs").MapOver("xs")]);
        RunResult result = await Both.RunAsync(graph, new { }, new RunOptions { ErrorHandling = ErrorHandling.Continue });

        Assert.Equal(
            "Graph 'inner': 'xs' is mapped over, so it accepts a collection of int, but a value of type int was supplied. Supply such a collection, or do not map over 'xs'.",
            Assert.IsType<InvalidInputException>(result.Error).Message);
    }

    [Fact]
    public async Task WorkflowId_and_item_Stand_on_every_event_of_nested_runs()
    {
        var recorder = new EventRecorder(wantsValues: false);
        Graph inner = new("inner", [Node.Create((int x) => x, output: "y")]);
        await new AsyncRunner(recorder).RunAsync(
            new Graph("outer", [inner.AsNode().MapOver("x")]), new { x = new[] { 1, 2 } }, new RunOptions { WorkflowId = "job-7", MaxConcurrency = 1 });

        Assert.All(recorder.Events, e => Assert.Equal("job-7", e.WorkflowId));
        Assert.Equal([0, 1], recorder.Events.OfType<NodeStartEvent>().Where(e => e.NodeName == "y").Select(e => e.ItemIndex!.Value));
        recorder.AssertClosed();
    }
}
