namespace Hypergraph.Tests.Execution;

public class RunResultTests
{
    private static Graph Branching { get; } = new("pick",
    [
        Node.Create((int x) => x + 1, output: "number"),
        Node.IfElse((int x) => x > 0, "plus", "minus", name: "sign"),
        Node.Create((int number) => $"+{number}", output: "p", name: "plus"),
        Node.Create((int number) => $"-{number}", output: "m", name: "minus"),
    ]);

    private static RunResult Run(int x = 1) => new SyncRunner().Run(Branching, ("x", x));

    [Fact]
    public void Get_Gives_the_typed_value()
    {
        Assert.Equal(2, Run().Get<int>("number"));
        Assert.Equal(2, Run().Get<int?>("number"));
        Assert.Equal(2, Run().Get<object>("number"));
        Assert.Equal(2, Run().Get<IComparable>("number"));
        Assert.Equal("+2", Run().Get<string>("p"));
        Assert.Equal("+2", Run()["p"]);
    }

    [Fact]
    public void Values_Stand_in_declaration_order_without_what_was_not_produced()
    {
        Assert.Equal(["number", "p"], Run().Values.Keys);
        Assert.Equal(["number", "m"], Run(-1).Values.Keys);
        Assert.Equal("Completed: number = 2, p = +2", Run().ToString());
    }

    [Fact]
    public void TryGet_Says_whether_there_is_a_value()
    {
        RunResult result = Run();
        Assert.True(result.TryGet("p", out string? p));
        Assert.Equal("+2", p);
        Assert.False(result.TryGet("m", out string? m));
        Assert.Null(m);
        Assert.False(result.TryGet("none", out int none));
        Assert.Equal(0, none);
    }

    [Fact]
    public void Get_Unknown_output_Says_so()
    {
        const string Message = "Graph 'pick' has no output 'numbre'. Did you mean 'number'? Outputs: 'number', 'p', 'm'.";
        Assert.Equal(Message, Assert.Throws<KeyNotFoundException>(() => Run().Get<int>("numbre")).Message);
        Assert.Equal(Message, Assert.Throws<KeyNotFoundException>(() => Run()["numbre"]).Message);
    }

    [Fact]
    public void Get_Output_of_a_branch_not_taken_Says_so() => Assert.Equal(
        "Graph 'pick' did not produce 'm': its node is in a branch that was not chosen. Use TryGet for an output that may be missing.",
        Assert.Throws<KeyNotFoundException>(() => Run().Get<string>("m")).Message);

    [Fact]
    public void Get_Output_of_a_run_that_failed_before_Says_so()
    {
        var graph = new Graph([Node.Create(int (int x) => throw new InvalidOperationException(), output: "y")]);
        RunResult result = new SyncRunner().Run(graph, new { x = 1 }, new RunOptions { ErrorHandling = ErrorHandling.Continue });
        Assert.Equal(
            "The graph did not produce 'y': the run failed before. Use TryGet for an output that may be missing.",
            Assert.Throws<KeyNotFoundException>(() => result["y"]).Message);
    }

    [Fact]
    public async Task Get_Output_of_a_run_that_is_paused_Says_so()
    {
        RunResult result = await new AsyncRunner().RunAsync(new Graph([Node.Interrupt<int>((int x) => x, "y")]), new { x = 1 });
        Assert.Equal(
            "The graph did not produce 'y': the run is paused. Use TryGet for an output that may be missing.",
            Assert.Throws<KeyNotFoundException>(() => result["y"]).Message);
    }

    [Fact]
    public void Get_As_another_type_Says_so()
    {
        RunResult result = Run();
        Assert.Equal("Graph 'pick': 'number' is a value of type int and cannot be read as string.", Assert.Throws<InvalidCastException>(() => result.Get<string>("number")).Message);
        Assert.Equal("Graph 'pick': 'number' is a value of type int and cannot be read as long.", Assert.Throws<InvalidCastException>(() => result.Get<long>("number")).Message);
        Assert.Equal("Graph 'pick': 'p' is a value of type string and cannot be read as int.", Assert.Throws<InvalidCastException>(() => result.TryGet<int>("p", out _)).Message);
    }

    [Fact]
    public void Get_Null_as_a_value_type_Says_so()
    {
        RunResult result = new SyncRunner().Run(new Graph([Node.Create((string? x) => x, output: "y")]), ("x", null));

        Assert.Null(result.Get<string?>("y"));
        Assert.Null(result.Get<int?>("y"));
        Assert.Equal("The graph: 'y' is null and cannot be read as int.", Assert.Throws<InvalidCastException>(() => result.Get<int>("y")).Message);
    }

    [Fact]
    public void RunId_Is_stable_and_drawn_once_asked_for()
    {
        RunResult result = Run();
        Assert.False(result.RunId.IsNone);
        Assert.Equal(result.RunId, result.RunId);
        Assert.NotEqual(result.RunId, Run().RunId);
    }

    [Fact]
    public void RunId_With_a_processor_Is_that_of_the_events()
    {
        var recorder = new EventRecorder(wantsValues: false);
        RunResult result = new SyncRunner(recorder).Run(Branching, ("x", 1));
        Assert.All(recorder.Events, e => Assert.Equal(result.RunId, e.RunId));
    }

    [Fact]
    public void Duration_Without_a_processor_Is_null()
    {
        Assert.Null(Run().Duration);
        Assert.Null(new SyncRunner().Map(Branching, new { x = new[] { 1 } }, "x").Duration);
    }

    [Fact]
    public void Duration_With_a_processor_Is_that_of_the_end_event()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var recorder = new EventRecorder(wantsValues: false);
        var graph = new Graph([Node.Create((int x) => { time.Advance(TimeSpan.FromSeconds(3)); return x; }, output: "y")]);

        RunResult result = new SyncRunner(recorder) { TimeProvider = time }.Run(graph, ("x", 1));

        Assert.Equal(TimeSpan.FromSeconds(3), result.Duration);
        Assert.Equal(TimeSpan.FromSeconds(3), recorder.Events.OfType<RunEndEvent>().Single().Duration);
        Assert.Equal(TimeSpan.FromSeconds(3), recorder.Events.OfType<NodeEndEvent>().Single().Duration);
    }

    [Fact]
    public void Nested_branch_not_taken_Is_not_told_among_the_node_s_outputs()
    {
        var recorder = new EventRecorder();
        new SyncRunner(recorder).Run(new Graph([Branching.AsNode()]), ("x", 1));

        Assert.Equal(["number", "p"], recorder.Events.OfType<NodeEndEvent>().Single(e => e.NodeName == "pick").Outputs!.Keys);
    }
}
