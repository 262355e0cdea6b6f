namespace Hypergraph.Tests.Execution;

public class GateTests
{
    private static FunctionNode Mark(string name, string input = "x") =>
        Node.CreateFrom(NodeFunction.FromValues([input], _ => name), [$"by_{name}"], name);

    private static string[] Ran(RunResult result) => [.. result.Values.Keys.Select(k => k.Replace("by_", string.Empty, StringComparison.Ordinal))];

    private static Graph Routed(Delegate decide, RouteOptions options, params string[] targets) => new(
        [Node.Route(decide, targets, options with { Name = "gate" }), .. targets.Append(options.Fallback).Where(t => t is not null and not Node.End).Select(t => Mark(t!))]);

    [Theory]
    [InlineData(1, "a")]
    [InlineData(-1, "b")]
    public async Task IfElse_Runs_the_chosen_branch_only(int x, string expected)
    {
        var graph = new Graph([Node.IfElse((int x) => x > 0, "a", "b", name: "gate"), Mark("a"), Mark("b"), Mark("after", "by_a")]);
        RunResult result = await Both.RunAsync(graph, new { x });

        Assert.Equal(expected == "a" ? ["a", "after"] : ["b"], Ran(result));
    }

    [Fact]
    public async Task Gates_That_target_each_other_Go_together()
    {
        var graph = new Graph(
            [
                Node.Create((int x) => x, output: "y", name: "start"),
                Node.Route((int y) => Node.End, ["right", Node.End], new RouteOptions { Name = "left" }),
                Node.Route((int y) => Node.End, ["left", Node.End], new RouteOptions { Name = "right" }),
            ],
            new GraphOptions { Entrypoints = ["start", "left", "right"] });
        var recorder = new EventRecorder(wantsValues: false);

        await Both.RunAsync(graph, new { x = 1 }, new RunOptions { EventProcessors = [recorder] });

        Assert.Equal(["left", "right", "start"], recorder.Started.Distinct().Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task IfElse_END_Runs_nothing_behind_it(bool goOn)
    {
        var graph = new Graph([Node.IfElse((bool goOn) => goOn, "a", Node.End, name: "gate"), Mark("a"), Mark("free")]);
        Assert.Equal(goOn ? ["a", "free"] : ["free"], Ran(await Both.RunAsync(graph, new { goOn, x = 0 })));
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("b", "b")]
    [InlineData("END", "")]
    [InlineData(null, "")]
    public async Task Route_Runs_the_chosen_target(string? choice, string expected)
    {
        Graph graph = Routed((string? choice) => choice, new RouteOptions(), "a", "b", "c", Node.End);
        Assert.Equal(expected, string.Concat(Ran(await Both.RunAsync(graph, new { choice, x = 0 }))));
    }

    [Fact]
    public async Task Route_Null_with_a_fallback_Runs_the_fallback()
    {
        Graph graph = Routed((string? choice) => choice, new RouteOptions { Fallback = "c" }, "a", "b");
        Assert.Equal(["c"], Ran(await Both.RunAsync(graph, new { choice = (string?)null, x = 0 })));
        Assert.Equal(["a"], Ran(await Both.RunAsync(graph, new { choice = "a", x = 0 })));
    }

    [Fact]
    public async Task Route_Several_targets_Run_together()
    {
        Graph graph = Routed((string[] choice) => choice, new RouteOptions { AllowMultiple = true }, "a", "b", "c");

        Assert.Equal(["a", "c"], Ran(await Both.RunAsync(graph, new { choice = new[] { "c", "a" }, x = 0 })));
        Assert.Empty(Ran(await Both.RunAsync(graph, new { choice = Array.Empty<string>(), x = 0 })));
    }

    [Fact]
    public async Task Route_Decision_Is_reported_by_an_event()
    {
        Graph graph = Routed((string[] choice) => choice, new RouteOptions { AllowMultiple = true }, "a", "b", "c");
        var recorder = new EventRecorder(wantsValues: false);
        await new AsyncRunner(recorder).RunAsync(graph, new { choice = new[] { "c", "a" }, x = 0 });

        RouteDecisionEvent decision = Assert.Single(recorder.Events.OfType<RouteDecisionEvent>());
        Assert.Equal(["c", "a"], decision.Decision);
        Assert.True(decision.AllowsMultiple);
        Assert.Equal("gate", decision.NodeName);
        recorder.AssertClosed();
    }

    [Theory]
    [InlineData("bb", "Gate 'gate' returned 'bb', which is not one of its targets. Did you mean 'b'? Targets: 'a', 'b'.")]
    [InlineData("zzz", "Gate 'gate' returned 'zzz', which is not one of its targets. Targets: 'a', 'b'.")]
    [InlineData("END", "Gate 'gate' returned 'END', which is not one of its targets. Targets: 'a', 'b'.")]
    public async Task Route_Unknown_target_Fails_the_gate(string choice, string message)
    {
        Graph graph = Routed((string choice) => choice, new RouteOptions(), "a", "b");
        var recorder = new EventRecorder(wantsValues: false);
        RunResult result = await Both.RunAsync(graph, new { choice, x = 0 }, new RunOptions { ErrorHandling = ErrorHandling.Continue });

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.Equal(message, Assert.IsType<ArgumentException>(result.Error).Message);
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => new SyncRunner(recorder).Run(graph, new { choice, x = 0 })).Message);
        Assert.Equal("gate", Assert.Single(recorder.Events.OfType<NodeErrorEvent>()).NodeName);
        Assert.Empty(recorder.Events.OfType<RouteDecisionEvent>());
        recorder.AssertClosed();
    }

    [Fact]
    public async Task Gate_from_data_that_answers_a_wrong_kind_of_value_Fails()
    {
        var ifElse = new Graph([Node.IfElseFrom(NodeFunction.FromValues(["x"], v => v["x"]), "a", "b", "gate"), Mark("a", "z"), Mark("b", "z")]);
        var route = new Graph([Node.RouteFrom(NodeFunction.FromValues(["x"], v => v["x"]), ["a", "b"], new RouteOptions { Name = "gate" }), Mark("a", "z"), Mark("b", "z")]);
        var multi = new Graph([Node.RouteFrom(NodeFunction.FromValues(["x"], v => v["x"]), ["a", "b"], new RouteOptions { Name = "gate", AllowMultiple = true }), Mark("a", "z"), Mark("b", "z")]);
        var options = new RunOptions { ErrorHandling = ErrorHandling.Continue };

        Assert.Equal("Gate 'gate' returned a value of type int. A condition must be true or false.", (await Both.RunAsync(ifElse, new { x = 1, z = 0 }, options)).Error!.Message);
        Assert.Equal("Gate 'gate' returned null. A condition must be true or false.", (await Both.RunAsync(ifElse, new { x = (object?)null, z = 0 }, options)).Error!.Message);
        Assert.Equal(
            "Gate 'gate' returned a value of type string[]. It returns the name of one target; set AllowMultiple to return several.",
            (await Both.RunAsync(route, new { x = new[] { "a" }, z = 0 }, options)).Error!.Message);
        Assert.Equal(
            "Gate 'gate' returned a value of type string. It allows several targets, so it returns a list of their names.",
            (await Both.RunAsync(multi, new { x = "a", z = 0 }, options)).Error!.Message);
    }

    [Fact]
    public async Task Gate_Open_by_default_Lets_its_targets_run_before_it_can_decide()
    {
        var graph = new Graph([Node.IfElse((string by_a) => true, "a", Node.End, name: "gate"), Mark("a")], new GraphOptions { Entrypoints = ["a"] });
        Assert.Equal(["a"], Ran(await Both.RunAsync(graph, new { x = 1 })));
    }

    [Fact]
    public async Task Gate_Closed_by_default_Holds_its_targets_until_it_has_decided()
    {
        Graph Make(bool open) => new(
        [
            Node.Create((int x) => x, output: "never", name: "never"),
            Node.IfElse((int never) => true, "a", Node.End, name: "gate", defaultOpen: open),
            Mark("a"),
            Node.IfElse((int x) => false, "never", Node.End, name: "hold"),
        ]);

        Assert.Equal(["a"], Ran(await Both.RunAsync(Make(open: true), new { x = 1 })));
        Assert.Empty(Ran(await Both.RunAsync(Make(open: false), new { x = 1 })));
    }

    [Theory]
    [InlineData(true, true, "a")]
    [InlineData(true, false, "")]
    [InlineData(false, true, "")]
    public async Task Gate_That_holds_a_gate_Holds_what_is_behind_both(bool first, bool second, string expected)
    {
        var graph = new Graph(
        [
            Node.IfElse((bool first) => first, "inner", Node.End, name: "outer"),
            Node.IfElse((bool second) => second, "a", Node.End, name: "inner", defaultOpen: false),
            Mark("a"),
        ]);

        Assert.Equal(expected, string.Concat(Ran(await Both.RunAsync(graph, new { first, second, x = 0 }))));
    }

    [Fact]
    public async Task Gate_That_two_gates_hold_together_Runs_when_one_has_chosen_it()
    {
        var graph = new Graph(
        [
            Node.IfElse((bool first) => first, "a", Node.End, name: "one"),
            Node.IfElse((bool second) => second, "a", Node.End, name: "two"),
            Mark("a"),
        ]);

        Assert.Equal(["a"], Ran(await Both.RunAsync(graph, new { first = false, second = true, x = 0 })));
        Assert.Empty(Ran(await Both.RunAsync(graph, new { first = false, second = false, x = 0 })));
    }

    [Fact]
    public async Task Gate_Goes_before_its_targets()
    {
        var graph = new Graph([Mark("a"), Mark("b"), Node.IfElse((int x) => x > 0, "a", "b", name: "gate")]);
        Assert.Equal(["a"], Ran(await Both.RunAsync(graph, new { x = 1 })));
    }

    [Fact]
    public async Task Gate_In_a_loop_Decides_anew()
    {
        List<string> path = [];
        var graph = new Graph(
        [
            Node.Route((int n) => n >= 5 ? Node.End : n % 2 == 0 ? "even" : "odd", ["even", "odd", Node.End], new RouteOptions { Name = "gate" }),
            Node.Create((int n) => { path.Add("even"); return n + 1; }, output: "n", name: "even"),
            Node.Create((int n) => { path.Add("odd"); return n + 2; }, output: "n", name: "odd"),
        ],
        new GraphOptions { Entrypoints = ["gate"] });

        Assert.Equal(5, (await Both.RunAsync(graph, new { n = 0 }))["n"]);
        Assert.Equal(["even", "odd", "odd", "even", "odd", "odd"], path);
    }

    [Fact]
    public async Task Gate_Asynchronous_Decides()
    {
        var graph = new Graph([Node.IfElse(async (int x) => { await Task.Yield(); return x > 0; }, "a", "b", name: "gate"), Mark("a"), Mark("b")]);
        Assert.Equal(["b"], Ran(await new AsyncRunner().RunAsync(graph, new { x = 0 })));
    }
}
