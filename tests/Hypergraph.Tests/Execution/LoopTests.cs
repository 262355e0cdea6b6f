namespace Hypergraph.Tests.Execution;

public class LoopTests
{
    [Fact]
    public async Task Loop_Whose_branches_feed_each_other_Runs()
    {
        var collatz = new Graph("collatz",
            [
                Node.IfElse((long n) => n % 2 == 0, "halve", "triple", "even"),
                Node.Create((long n) => n / 2, output: "n", name: "halve"),
                Node.Create((long n) => (3 * n) + 1, output: "n", name: "triple"),
                Node.IfElse((long n) => n == 1, Node.End, "even", "done"),
            ],
            new() { Entrypoints = ["done"] });

        var recorder = new EventRecorder(wantsValues: false);
        Assert.Equal(1L, (await Both.RunAsync(collatz, new { n = 27L }, new RunOptions { EventProcessors = [recorder] }))["n"]);
        Assert.Equal((2 * 70, 2 * 41), (recorder.Started.Count(n => n == "halve"), recorder.Started.Count(n => n == "triple")));
    }

    [Fact]
    public void Branches_One_of_which_waits_for_the_other_Are_a_graph()
    {
        var graph = new Graph(
        [
            Node.Route((int x) => x > 0 ? new[] { "a", "b" } : [], ["a", "b"], new RouteOptions { Name = "gate", AllowMultiple = true }),
            Node.Create((int x) => x, output: "y", name: "a").WaitFor("done"),
            Node.Create((int x) => -x, output: "y", name: "b").Emit("done"),
        ]);

        Assert.True(Assert.Single(graph.Outputs).MayBeMissing);
    }

    /// <summary>A gate that judges by what another node says of the step's value.</summary>
    private static Graph Judged(int end, Func<int, int> judge) => new("judged",
    [
        Node.Create((int n) => n + 1, output: "n", name: "step"),
        Node.Create((int n) => judge(n), output: "mark", name: "judge"),
        Node.IfElse((int mark) => mark < end, "step", Node.End, name: "again"),
    ],
    new GraphOptions { Entrypoints = ["step"] });

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Loop_Whose_gate_decides_on_what_a_node_makes_of_its_value_Waits_for_that_node(string runner)
    {
        var recorder = new EventRecorder(wantsValues: false);
        RunResult result = await Both.OnAsync(runner, Judged(3, n => n), new { n = 0 }, new RunOptions { EventProcessors = [recorder] });

        Assert.Equal((3, 3), (result["n"], result["mark"]));
        Assert.Equal(["step", "judge", "again", "step", "judge", "again", "step", "judge", "again"], recorder.Started);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Loop_Whose_gate_sees_nothing_new_Goes_on_by_its_decision(string runner)
    {
        var recorder = new EventRecorder(wantsValues: false);
        RunResult result = await Both.OnAsync(runner, Judged(1, n => n / 3), new { n = 0 }, new RunOptions { EventProcessors = [recorder] });

        Assert.Equal((3, 1), (result["n"], result["mark"]));
        Assert.Equal(["step", "judge", "again", "step", "judge", "step", "judge", "again"], recorder.Started);
    }

    private static Graph CounterTo(int end, Action? onStep = null, Action? onGate = null) => new("counter",
    [
        Node.Create((int n) => { onStep?.Invoke(); return n + 1; }, output: "n", name: "step"),
        Node.IfElse((int n) => { onGate?.Invoke(); return n < end; }, "step", Node.End, name: "again"),
    ],
    new GraphOptions { Entrypoints = ["step"] });

    [Fact]
    public async Task Loop_Counts_until_its_gate_ends_it() => Assert.Equal(5, (await Both.RunAsync(CounterTo(5), new { n = 0 }))["n"]);

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Loop_Runs_each_node_as_often_as_it_is_needed(string runner)
    {
        int steps = 0;
        int decisions = 0;
        await Both.OnAsync(runner, CounterTo(5, () => steps++, () => decisions++), new { n = 0 });

        Assert.Equal(5, steps);
        Assert.Equal(5, decisions);
    }

    [Fact]
    public async Task Loop_Whose_value_stops_changing_Comes_to_rest()
    {
        int calls = 0;
        var graph = new Graph(
        [
            Node.Create((double guess) => { calls++; return Math.Floor(guess / 2); }, output: "half"),
            Node.Create((double half) => half, output: "guess"),
        ],
        new GraphOptions { Entrypoints = ["half"] });

        RunResult result = await Both.RunAsync(graph, new { guess = 8.0 });

        Assert.Equal(0.0, result["guess"]);
        Assert.Equal(2 * 5, calls);
    }

    [Fact]
    public async Task Loop_Of_a_node_that_only_feeds_itself_Runs_once_without_a_gate() =>
        Assert.Equal(1, (await Both.RunAsync(new Graph([Node.Create((int n) => n + 1, output: "n", name: "step")], new GraphOptions { Entrypoints = ["step"] }), new { n = 0 }))["n"]);

    [Fact]
    public async Task Loop_Whose_equal_value_is_another_instance_Comes_to_rest()
    {
        int calls = 0;
        var graph = new Graph(
        [
            Node.Create((string text) => { calls++; return new string(text.AsSpan()); }, output: "copy"),
            Node.Create((string copy) => copy, output: "text"),
        ],
        new GraphOptions { Entrypoints = ["copy"] });

        await Both.RunAsync(graph, new { text = "abc" });

        Assert.Equal(2, calls);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Loop_What_follows_it_Runs_once_and_sees_its_last_value(string runner)
    {
        List<int> seen = [];
        var graph = new Graph(
        [
            Node.Create((int n) => { seen.Add(n); return n * 10; }, output: "result"),
            .. CounterTo(4).Nodes,
        ],
        new GraphOptions { Entrypoints = ["step"] });

        Assert.Equal(40, (await Both.OnAsync(runner, graph, new { n = 0 }))["result"]);
        Assert.Equal([4], seen);
    }

    [Fact]
    public async Task Loop_Two_in_a_row_Run_one_after_the_other()
    {
        var graph = new Graph(
        [
            .. CounterTo(3).Nodes,
            Node.Create((int n, int m) => m + n, output: "m", name: "add"),
            Node.IfElse((int m) => m < 10, "add", Node.End, name: "more"),
        ],
        new GraphOptions { Entrypoints = ["step", "add"] });

        RunResult result = await Both.RunAsync(graph, new { n = 0, m = 0 });
        Assert.Equal(3, result["n"]);
        Assert.Equal(12, result["m"]);
    }

    [Fact]
    public async Task Loop_In_a_nested_graph_Starts_anew_each_time()
    {
        var graph = new Graph([CounterTo(3).AsNode().RenameOutput("n", "end").MapOver("n")]);
        Assert.Equal(new[] { 3, 3, 6 }, (await Both.RunAsync(graph, new { n = new[] { 0, 2, 5 } })).Get<int[]>("end"));
    }

    [Fact]
    public async Task Loop_Around_a_nested_loop_with_a_renamed_output_Starts_the_inner_one_with_its_input()
    {
        Graph inner = new("roundUp",
        [
            Node.Create((int n) => n % 5 == 0 ? n : n + 1, output: "n", name: "step"),
            Node.IfElse((int n) => n % 5 != 0, "step", Node.End, name: "again"),
        ],
        new GraphOptions { Entrypoints = ["step"] });
        var graph = new Graph(
        [
            inner.AsNode().RenameOutput("n", "m"),
            Node.Create((int m) => m + 101, output: "n", name: "next"),
            Node.IfElse((int m) => m < 200, "next", Node.End, name: "more", defaultOpen: false),
        ],
        new GraphOptions { Entrypoints = ["roundUp"] });

        // 1 → 5; 106 → 110; 211 → 215.
        Assert.Equal(215, (await Both.RunAsync(graph, new { n = 1 }))["m"]);
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(2, 1, 1)]
    [InlineData(5, 3, 2)]
    public async Task Loop_That_continues_Ends_after_exactly_as_many_supersteps_as_it_may_have(int limit, int steps, int decisions)
    {
        foreach (string runner in (string[])["sync", "async"])
        {
            int stepped = 0;
            int decided = 0;
            var recorder = new EventRecorder(wantsValues: false);
            Graph graph = CounterTo(int.MaxValue, () => stepped++, () => decided++);

            IterationLimitException error = await Assert.ThrowsAsync<IterationLimitException>(
                () => Both.OnAsync(runner, graph, new { n = 0 }, new RunOptions { MaxIterations = limit, EventProcessors = [recorder] }));

            Assert.Equal(
                $"Graph 'counter': the loop of 'step', 'again' did not converge within {limit} supersteps. Return 'END' from a gate, or increase RunOptions.MaxIterations.",
                error.Message);
            Assert.Equal(limit, error.MaxIterations);
            Assert.Equal((steps, decisions), (stepped, decided));
            Assert.Equal(RunStatus.Failed, recorder.Events.OfType<RunEndEvent>().Single().Status);
            recorder.AssertClosed();
        }
    }

    [Fact]
    public async Task Loop_That_needs_exactly_as_many_supersteps_as_it_may_have_Completes() =>
        Assert.Equal(3, (await Both.RunAsync(CounterTo(3), new { n = 0 }, new RunOptions { MaxIterations = 6 }))["n"]);

    [Fact]
    public async Task Loop_At_its_limit_with_Continue_Gives_the_values_so_far()
    {
        RunResult result = await Both.RunAsync(CounterTo(100), new { n = 0 }, new RunOptions { MaxIterations = 4, ErrorHandling = ErrorHandling.Continue });

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.IsType<IterationLimitException>(result.Error);
        Assert.Equal(2, result["n"]);
    }

    [Fact]
    public async Task Loop_Default_limit_Is_a_thousand_supersteps()
    {
        Assert.Equal(1000, RunOptions.DefaultMaxIterations);
        Assert.Equal(500, (await Both.RunAsync(CounterTo(500), new { n = 0 }))["n"]);
        Assert.Equal(1000, Assert.Throws<IterationLimitException>(() => new SyncRunner().Run(CounterTo(501), ("n", 0))).MaxIterations);
    }

    [Fact]
    public async Task Entrypoint_Leaves_out_what_lies_before_it()
    {
        int before = 0;
        var graph = new Graph([Node.Create((int x) => { before++; return x; }, output: "a"), Node.Create((int a) => a + 1, output: "b")]).WithEntrypoint("b");

        RunResult result = await Both.RunAsync(graph, new { a = 5 });

        Assert.Equal(6, result["b"]);
        Assert.Equal(["a", "b"], result.Values.Keys);
        Assert.Equal(0, before);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Superstep_All_nodes_see_the_same_values(string runner)
    {
        // Each reads the output of the other: with one snapshot they exchange their values forever, without it they become equal.
        var graph = new Graph(
            [Node.Create((int b) => b, output: "a", name: "left"), Node.Create((int a) => a, output: "b", name: "right")],
            new GraphOptions { Entrypoints = ["left", "right"] });

        RunResult result = await Both.OnAsync(runner, graph, new { a = 1, b = 2 }, new RunOptions { MaxIterations = 3, ErrorHandling = ErrorHandling.Continue });

        Assert.IsType<IterationLimitException>(result.Error);
        Assert.Equal((2, 1), (result.Get<int>("a"), result.Get<int>("b")));
    }
}
