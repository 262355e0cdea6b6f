namespace Hypergraph.Tests.Execution;

/// <summary>Order without data: signals, and waits for them.</summary>
public class OrderTests
{
    private readonly Lock _gate = new();
    private readonly List<string> _log = [];

    /// <summary>A node that reads x, records its name, and produces a value of that name.</summary>
    private FunctionNode Mark(string name) => Node.Create((int x) => Note(name), output: name);

    private string Note(string name)
    {
        lock (_gate)
        {
            _log.Add(name);
        }

        return name;
    }

    private static Graph WithBranch(params Node[] nodes) => new("branch",
    [
        Node.IfElse((int x) => x > 0, "plus", Node.End, name: "gate"),
        Node.Create((int x) => x * 10, output: "p", name: "plus").Emit("counted"),
        .. nodes,
    ]);

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Wait_Declared_before_its_emitter_Runs_after_it(string runner)
    {
        var graph = new Graph([Mark("audit").WaitFor("stored"), Mark("other"), Mark("save").Emit("stored")]);
        RunResult result = await Both.OnAsync(runner, graph, new { x = 1 });

        Assert.Equal(["save", "audit"], _log.Where(name => name != "other"));
        Assert.Equal(["audit", "other", "save"], result.Values.Keys);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Wait_For_a_signal_of_several_emitters_Runs_after_all_of_them(string runner)
    {
        var graph = new Graph([Mark("last").WaitFor("done"), Mark("a").Emit("done"), Mark("b").Emit("done", "more"), Mark("c").Emit("done")]);
        await Both.OnAsync(runner, graph, new { x = 1 });

        Assert.Equal("last", _log[^1]);
        Assert.Equal(["a", "b", "c", "last"], _log.Order());
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Wait_For_several_signals_Runs_after_all_of_them(string runner)
    {
        var graph = new Graph([Mark("last").WaitFor("one").WaitFor("two", "one"), Mark("a").Emit("one"), Mark("b").Emit("two").WaitFor("one")]);
        await Both.OnAsync(runner, graph, new { x = 1 });

        Assert.Equal(["a", "b", "last"], _log);
        Assert.Equal(["one", "two"], graph.Nodes[0].WaitsFor);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Wait_For_a_value_that_it_does_not_take_Runs_after_its_producer(string runner)
    {
        var graph = new Graph([Mark("audit").WaitFor("save"), Mark("save")]);
        await Both.OnAsync(runner, graph, new { x = 1 });

        Assert.Equal(["save", "audit"], _log);
        Assert.Equal(["x: int"], graph.Inputs.Select(i => i.ToString()));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Wait_In_a_chain_Runs_in_the_order_of_the_chain(string runner)
    {
        var graph = new Graph([Mark("d").WaitFor("c"), Mark("c").WaitFor("s2"), Mark("b").WaitFor("s1").Emit("s2"), Mark("a").Emit("s1")]);
        await Both.OnAsync(runner, graph, new { x = 1 });

        Assert.Equal(["a", "b", "c", "d"], _log);
    }

    [Theory]
    [InlineData("signal")]
    [InlineData("value")]
    public async Task Wait_For_a_branch_not_taken_Does_not_run(string kind)
    {
        Graph graph = WithBranch(Mark("audit").WaitFor(kind == "signal" ? "counted" : "p"), Mark("other"));

        Assert.Equal(["p", "audit", "other"], (await Both.RunAsync(graph, new { x = 1 })).Values.Keys);
        Assert.Equal(["other"], (await Both.RunAsync(graph, new { x = -1 })).Values.Keys);
    }

    [Fact]
    public void MissingValues_Outputs_of_a_waiter_that_may_wait_in_vain_May_be_missing()
    {
        Graph graph = WithBranch(
            Mark("bySignal").WaitFor("counted"),
            Mark("byValue").WaitFor("p"),
            Node.Create((string byValue) => byValue, output: "behind"),
            Mark("either").WaitFor("always"),
            Mark("other").Emit("always"));

        Assert.Equal(["p", "bySignal", "byValue", "behind"], graph.Outputs.Where(o => o.MayBeMissing).Select(o => o.Name));
    }

    [Fact]
    public async Task MissingValues_Waiter_for_an_output_that_a_nested_graph_may_not_give_May_be_missing()
    {
        Graph inner = WithBranch();
        Graph graph = new Graph("outer", [inner.AsNode(), Mark("audit").WaitFor("p")]).Select("audit");

        Assert.True(graph.Outputs.Single().MayBeMissing);
        Assert.Equal(["audit"], (await Both.RunAsync(graph, new { x = 1 })).Values.Keys);
        Assert.Empty((await Both.RunAsync(graph, new { x = -1 })).Values);
    }

    [Fact]
    public async Task MissingValues_Waiter_for_a_signal_of_both_branches_Is_always_given()
    {
        var graph = new Graph(
        [
            Mark("audit").WaitFor("done"),
            Node.IfElse((int x) => x > 0, "plus", "minus", name: "gate"),
            Mark("plus").Emit("done"),
            Mark("minus").Emit("done"),
        ]);

        Assert.Equal(["plus", "minus"], graph.Outputs.Where(o => o.MayBeMissing).Select(o => o.Name));
        Assert.Equal(["audit", "plus"], (await Both.RunAsync(graph, new { x = 1 })).Values.Keys);
        Assert.Equal(["audit", "minus"], (await Both.RunAsync(graph, new { x = -1 })).Values.Keys);
    }

    [Fact]
    public async Task MissingValues_Waiter_in_a_mapped_graph_Gives_null_where_it_waits_in_vain()
    {
        Graph inner = WithBranch(Node.Create((int x) => x, output: "seen").WaitFor("counted"));
        var graph = new Graph("outer", [inner.AsNode().MapOver("x")]);

        Assert.Equal(new int?[] { 1, null, 3 }, (await Both.RunAsync(graph, new { x = new[] { 1, -2, 3 } })).Get<int?[]>("seen"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task Emit_By_a_gate_Is_given_whatever_it_decides(int x)
    {
        foreach (string runner in (string[])["sync", "async"])
        {
            _log.Clear();
            var graph = new Graph(
            [
                Mark("audit").WaitFor("decided"),
                Node.IfElse((int x) => Note("gate") is not null && x > 0, "plus", Node.End, name: "gate").Emit("decided"),
                Mark("plus"),
            ]);
            await Both.OnAsync(runner, graph, new { x });

            Assert.Equal("gate", _log[0]);
            Assert.Equal(x > 0 ? ["audit", "gate", "plus"] : ["audit", "gate"], _log.Order());
        }
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Wait_By_a_gate_Decides_after_the_emitter(string runner)
    {
        int stored = 0;
        var graph = new Graph(
        [
            Node.Route((int x) => stored > 0 ? "yes" : "no", ["yes", "no"], new() { Name = "gate" }).WaitFor("stored"),
            Mark("yes"),
            Mark("no"),
            Node.Create((int x) => { stored = x; }, name: "save").Emit("stored"),
        ]);
        await Both.OnAsync(runner, graph, new { x = 1 });

        Assert.Equal(["yes"], _log);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Emit_By_a_graph_node_Is_given_when_all_of_it_has_run(string runner)
    {
        Graph inner = new("inner", [Mark("first"), Node.Create((string first) => Note("second"), output: "second")]);
        var graph = new Graph([Mark("audit").WaitFor("done"), inner.AsNode().Emit("done")]);
        await Both.OnAsync(runner, graph, new { x = 1 });

        Assert.Equal(["first", "second", "audit"], _log);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Wait_By_a_mapped_graph_node_Starts_its_items_after_the_emitter(string runner)
    {
        Graph inner = new("inner", [Node.Create((int item) => Note("item"), output: "seen")]);
        var graph = new Graph([inner.AsNode().WaitFor("stored").MapOver("item"), Mark("save").Emit("stored")]);
        await Both.OnAsync(runner, graph, new { item = new[] { 1, 2 }, x = 1 });

        Assert.Equal(["save", "item", "item"], _log);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Wait_In_a_loop_Waits_for_a_new_signal_each_time(string runner)
    {
        List<int> audited = [];
        var graph = new Graph(
        [
            Node.Create((int done) => done + 1, output: "n", name: "step"),
            Node.IfElse((int n) => n % 2 == 0, "save", "skip", name: "even"),
            Node.Create((int n) => n, output: "done", name: "save").Emit("stored"),
            Node.Create((int n) => n, output: "done", name: "skip"),
            Node.Create((int n) => { audited.Add(n); return n; }, output: "audited", name: "audit").WaitFor("stored"),
            Node.IfElse((int done, int audited = 0) => done < 5, "step", Node.End, name: "again"),
        ],
        new GraphOptions { Entrypoints = ["step"] });

        RunResult result = await Both.OnAsync(runner, graph, new { done = 0 });

        Assert.Equal(5, result["n"]);
        Assert.Equal([2, 4], audited);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Wait_In_a_loop_Runs_in_each_turn_that_signals(string runner)
    {
        var graph = new Graph(
        [
            Node.Create((int n) => { Note($"audit {n}"); return n; }, output: "audited", name: "audit").WaitFor("stepped"),
            Node.Create((int audited) => { Note($"step {audited}"); return audited + 1; }, output: "n", name: "step").Emit("stepped"),
            Node.IfElse((int audited) => audited < 3, "step", Node.End, name: "again"),
        ],
        new GraphOptions { Entrypoints = ["step"] });
        await Both.OnAsync(runner, graph, new { audited = 0 });

        Assert.Equal(["step 0", "audit 1", "step 1", "audit 2", "step 2", "audit 3"], _log);
        Assert.True(graph.HasCycles);
    }

    [Fact]
    public void Order_Of_a_node_Is_kept_by_whatever_changes_the_node()
    {
        Graph inner = new("inner", [Mark("first")]);
        Node[] nodes =
        [
            Mark("a").Emit("e").WaitFor("w").WithName("b"),
            Node.IfElse((int x) => x > 0, "a", "c", name: "gate").Emit("e").WaitFor("w").WithName("b"),
            Node.Route((int x) => "a", ["a", "c"], new() { Name = "gate" }).Emit("e").WaitFor("w").WithName("b"),
            Node.InterruptFrom(NodeFunction.FromDelegate((int x) => "sure?"), "sure", "ask").Emit("e").WaitFor("w").WithName("b"),
            inner.AsNode().Emit("e").WaitFor("w").WithName("b"),
            inner.AsNode("b").Emit("e").WaitFor("w").RenameInput("x", "y"),
            inner.AsNode("b").Emit("e").WaitFor("w").RenameOutput("first", "one"),
            inner.AsNode("b").Emit("e").WaitFor("w").MapOver("x"),
        ];

        Assert.All(nodes, node => Assert.Equal(("b", "e", "w"), (node.Name, node.Emits.Single(), node.WaitsFor.Single())));
    }

    [Fact]
    public void Order_Of_a_node_Leaves_the_node_it_was_made_from_as_it_was()
    {
        FunctionNode plain = Mark("a");
        FunctionNode ordered = plain.Emit("one", "one").Emit("two").WaitFor("three");

        Assert.Empty(plain.Emits);
        Assert.Empty(plain.WaitsFor);
        Assert.Equal(["one", "two"], ordered.Emits);
        Assert.Equal(["three"], ordered.WaitsFor);
    }

    [Fact]
    public async Task AsyncRunner_Starts_a_waiter_only_after_its_emitter_has_ended()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bool hasEnded = false;
        var graph = new Graph(
        [
            Node.Create((int x) => hasEnded, output: "sawTheEnd").WaitFor("stored"),
            Node.Create(async (int x) => { await release.Task; hasEnded = true; }, name: "save").Emit("stored"),
            Node.Create((int x) => release.TrySetResult(), output: "released"),
        ]);

        // The last node lets the emitter end: it runs while the emitter does, which the waiter must not.
        Assert.True((await new AsyncRunner().RunAsync(graph, new { x = 1 })).Get<bool>("sawTheEnd"));
    }

    [Fact]
    public async Task Wait_Whose_emitter_fails_Does_not_run()
    {
        var graph = new Graph(
        [
            Mark("audit").WaitFor("stored"),
            Node.Create((int x) => { throw new InvalidOperationException("full"); }, name: "save").Emit("stored"),
        ]);
        RunResult result = await Both.RunAsync(graph, new { x = 1 }, new RunOptions { ErrorHandling = ErrorHandling.Continue });

        Assert.Equal((RunStatus.Failed, "full"), (result.Status, result.Error!.Message));
        Assert.Empty(_log);
    }

    [Fact]
    public async Task Select_Keeps_what_a_selected_node_waits_for()
    {
        Graph graph = new Graph([Mark("audit").WaitFor("stored"), Mark("save").Emit("stored").WaitFor("load"), Mark("load"), Mark("other")]).Select("audit");
        await Both.RunAsync(graph, new { x = 1 });

        Assert.Equal(["load", "save", "audit", "load", "save", "audit"], _log);
    }

    [Fact]
    public async Task Entrypoint_That_leaves_the_emitter_out_Drops_the_wait()
    {
        Graph graph = new Graph([Mark("save").Emit("stored"), Mark("audit").WaitFor("stored"), Mark("check").WaitFor("save")]).WithEntrypoint("audit", "check");

        Assert.Equal(["audit", "check"], graph.Outputs.Select(o => o.Name));
        Assert.DoesNotContain(graph.Outputs, o => o.MayBeMissing);
        Assert.Equal(["audit", "check"], (await Both.RunAsync(graph, new { x = 1 })).Values.Keys);
    }

    [Fact]
    public async Task Entrypoint_At_the_emitter_Runs_the_waiter()
    {
        Graph graph = new Graph([Mark("audit").WaitFor("stored"), Mark("save").Emit("stored"), Mark("other")]).WithEntrypoint("save");
        Assert.Equal(["audit", "save"], (await Both.RunAsync(graph, new { x = 1 })).Values.Keys);
    }
}
