using Hypergraph.Tests.Graphs;

namespace Hypergraph.Tests.Execution;

/// <summary>Gates that leave their loops after some iterations, and the number of the iteration.</summary>
public class IterationTests
{
    private static FunctionNode Step { get; } = Node.Create((int n) => n + 1, output: "n", name: "step");

    [Theory]
    [InlineData("step", 1)]
    [InlineData("step", 3)]
    [InlineData("again", 1)]
    [InlineData("again", 3)]
    public async Task Loop_Has_at_most_so_many_iterations(string entrypoint, int iterations)
    {
        var graph = new Graph([Step, Again(iterations)], new GraphOptions { Entrypoints = [entrypoint] });

        Assert.Equal(iterations, (await Both.RunAsync(graph, new { n = 0 }))["n"]);
        Assert.Equal([iterations, 10 + iterations], (await Both.MapAsync(graph, new { n = new[] { 0, 10 } }, "n")).Get<int>("n"));
    }

    [Fact]
    public async Task Loop_That_its_function_ends_earlier_Ends_then()
    {
        var graph = new Graph([Step, Again(100, n => n < 5 ? "step" : Node.End)], new GraphOptions { Entrypoints = ["step"] });

        Assert.Equal(5, (await Both.RunAsync(graph, new { n = 0 }))["n"]);
    }

    [Fact]
    public async Task Loop_Leaves_through_the_fallback_with_its_event()
    {
        var graph = new Graph([Step, Again(2, fallback: "give_up"), Node.Create((int n) => $"gave up at {n}", output: "text", name: "give_up")], new GraphOptions { Entrypoints = ["step"] });
        var recorder = new EventRecorder(wantsValues: false);

        Assert.Equal("gave up at 2", (await Both.RunAsync(graph, new { n = 0 }))["text"]);
        new SyncRunner(recorder).Run(graph, ("n", 0));
        Assert.Equal(["step", "give_up"], recorder.Events.OfType<RouteDecisionEvent>().SelectMany(e => e.Decision));
        Assert.Contains("again(n) → nothing, chooses step or give_up, leaves through give_up after iteration 2, in a loop", graph.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loop_In_a_nested_and_in_a_mapped_graph_Counts_in_each_run()
    {
        Graph inner = new("inner", [Step, Again(3)], new GraphOptions { Entrypoints = ["step"] });
        var outer = new Graph(
        [
            inner.AsNode("first").RenameOutput("n", "m"),
            inner.AsNode("second").RenameInput("n", "m").RenameOutput("n", "last"),
            inner.AsNode("each").RenameInput("n", "all").RenameOutput("n", "ends").MapOver("all"),
        ]);

        RunResult result = await Both.RunAsync(outer, new { n = 0, all = new[] { 0, 10 } });

        Assert.Equal((3, 6), (result["m"], result["last"]));
        Assert.Equal([3, 13], result.Get<int[]>("ends"));
    }

    [Fact]
    public async Task Loop_In_a_loop_Counts_anew_when_it_has_left()
    {
        List<string> ran = [];
        Node[] nodes =
        [
            Node.Create((int n) => { ran.Add("step"); return n + 1; }, output: "n", name: "step"),
            Again(2, fallback: "review"),
            Node.Create((int n) => { ran.Add("review"); return n * 10; }, output: "n", name: "review"),
            Node.Route((int n) => n > 100 ? Node.End : "step", ["step", Node.End], new RouteOptions { Name = "more" }),
        ];
        var graph = new Graph(nodes, new GraphOptions
        {
            Entrypoints = ["step"],
            Edges = [("step", "again"), ("step", "review"), ("review", "more"), ("review", "step"), ("step", "step")],
        });

        Assert.Equal(220, new SyncRunner().Run(graph, ("n", 0))["n"]);
        Assert.Equal(["step", "step", "review", "step", "step", "review"], ran);
        Assert.Equal(220, (await Both.RunAsync(graph, new { n = 0 }))["n"]);
    }

    [Fact]
    public async Task Loop_That_is_resumed_Continues_its_count()
    {
        List<int> iterations = [];
        var graph = new Graph(
            [
                Node.Interrupt<int>((int n) => $"add to {n}?", "added", "ask"),
                Node.Create((int n, int added, NodeContext context) => { iterations.Add(context.Iteration); return n + added; }, output: "n", name: "add"),
                Node.Route((int n) => "ask", ["ask", Node.End], new RouteOptions { Name = "again", LeaveAfterIterations = 3, Fallback = Node.End }),
            ],
            new GraphOptions { Entrypoints = ["ask"] });
        RunResult result = await new AsyncRunner().RunAsync(graph, new { n = 0 });
        int questions = 0;
        while (result.Pause is not null)
        {
            questions++;
            result = await new AsyncRunner().ResumeAsync(result, 5);
        }

        Assert.Equal((3, 15), (questions, result["n"]));
        Assert.Equal([1, 2, 3], iterations);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Context_Has_the_number_of_the_iteration(string runner)
    {
        List<int> iterations = [];
        FunctionNode step = Node.Create((int n, NodeContext context) => { iterations.Add(context.Iteration); return n + 1; }, output: "n", name: "step");
        FunctionNode last = Node.Create((int n, NodeContext context) => context.Iteration, output: "once", name: "last");

        RunResult result = await Both.OnAsync(runner, new Graph([step, Again(3), last], new GraphOptions { Entrypoints = ["step"] }), new { n = 0 });

        Assert.Equal([1, 2, 3], iterations);
        Assert.Equal(1, result["once"]);
        Assert.Equal(1, new SyncRunner().Run(new Graph([Node.Create((int n, NodeContext context) => context.Iteration, output: "once")]), ("n", 0))["once"]);
    }

    [Fact]
    public void Limit_That_cannot_be_kept_Is_refused()
    {
        Assert.Equal("value", Assert.Throws<ArgumentOutOfRangeException>(() => new RouteOptions { LeaveAfterIterations = 0 }).ParamName);
        Refusal.Says(
            "Gate 'again' leaves its loop after 1 iteration, but has no Fallback to leave through. Set RouteOptions.Fallback to Node.End or to a node outside the loop.",
            () => Node.Route((int n) => "step", ["step"], new RouteOptions { Name = "again", LeaveAfterIterations = 1 }));
        Refusal.Says(
            "Graph 'g': gate 'again' leaves its loop after some iterations (LeaveAfterIterations) through its Fallback 'step', but none of its other targets continues the loop. Set the Fallback to Node.End or to a node outside the loop.",
            () => new Graph("g", [Step, Again(3, fallback: "step")], new GraphOptions { Entrypoints = ["step"] }));
    }

    private static RouteNode Again(int iterations, Func<int, string>? decide = null, string fallback = Node.End) => Node.Route(
        (int n) => decide is null ? "step" : decide(n), ["step", fallback], new RouteOptions { Name = "again", LeaveAfterIterations = iterations, Fallback = fallback });
}
