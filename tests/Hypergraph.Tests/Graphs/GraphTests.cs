namespace Hypergraph.Tests.Graphs;

public class GraphTests
{
    private static Graph Chain { get; } = new("chain",
    [
        Node.Create((int x, int step = 2) => x + step, output: "a"),
        Node.Create((int a, string? suffix = null) => $"{a}{suffix}", output: "b"),
        Node.Create((string b) => b.Length, output: "c"),
    ]);

    [Fact]
    public void Inputs_Tell_names_types_and_defaults()
    {
        Assert.Equal(["x: int", "step: int = 2", "suffix: string = null"], Chain.Inputs.Select(i => i.ToString()));
        Assert.Equal(["x"], Chain.RequiredInputs.Select(i => i.Name));
        Assert.Equal(["step", "suffix"], Chain.OptionalInputs.Select(i => i.Name));
        Assert.Empty(Chain.BoundInputs);
        Assert.Equal([typeof(int), typeof(int), typeof(string)], Chain.Inputs.Select(i => i.Type));
        Assert.Equal([null, 2, null], Chain.Inputs.Select(i => i.FallbackValue));
        Assert.Equal([false, true, true], Chain.Inputs.Select(i => i.HasDefault));
    }

    [Fact]
    public void Inputs_Of_which_only_some_takers_have_a_default_Are_required()
    {
        var graph = new Graph([Node.Create((int k = 1) => k, output: "a"), Node.Create((int k) => k, output: "b")]);
        Assert.Equal(["k"], graph.RequiredInputs.Select(i => i.Name));
    }

    [Fact]
    public void Inputs_Of_nodes_from_data_Are_untyped()
    {
        var graph = new Graph([Node.CreateFrom(NodeFunction.FromValues(["x", "y"], v => 0, new Dictionary<string, object?> { ["y"] = true }), ["z"], "n")]);

        Assert.All(graph.Inputs, i => Assert.True(i.IsUntyped));
        Assert.Equal(["x", "y = true"], graph.Inputs.Select(i => i.ToString()));
        Assert.Equal(["z"], graph.Outputs.Select(o => o.ToString()));
        Assert.True(graph.Outputs[0].IsUntyped);
    }

    [Fact]
    public void Outputs_Tell_names_and_types_in_declaration_order()
    {
        Assert.Equal(["a: int", "b: string", "c: int"], Chain.Outputs.Select(o => o.ToString()));
        Assert.All(Chain.Outputs, o => Assert.False(o.MayBeMissing));
    }

    [Fact]
    public void Outputs_In_a_branch_May_be_missing()
    {
        var graph = new Graph(
        [
            Node.IfElse((int x) => x > 0, "plus", "minus", name: "sign"),
            Node.Create((int x) => x, output: "p", name: "plus"),
            Node.Create((int x) => x, output: "m", name: "minus"),
            Node.Create((int p) => p, output: "q"),
            Node.Create((int x) => x, output: "free"),
        ]);

        Assert.Equal(["p", "m", "q"], graph.Outputs.Where(o => o.MayBeMissing).Select(o => o.Name));
    }

    [Fact]
    public void Outputs_That_both_branches_give_Are_never_missing()
    {
        var graph = new Graph(
        [
            Node.IfElse((int x) => x > 0, "plus", "minus", name: "sign"),
            Node.Create((int x) => x, output: "y", name: "plus"),
            Node.Create((int x) => -x, output: "y", name: "minus"),
            Node.Create((int y) => y, output: "z"),
        ]);

        Assert.All(graph.Outputs, o => Assert.False(o.MayBeMissing));
        Assert.Equal(["y: int", "z: int"], graph.Outputs.Select(o => o.ToString()));
    }

    [Fact]
    public void HasCycles_Loop_Is_reported()
    {
        var loop = new Graph([Node.Create((int n) => n, output: "n", name: "count")], new GraphOptions { Entrypoints = ["count"] });
        Assert.True(loop.HasCycles);
        Assert.False(Chain.HasCycles);
        Assert.Equal(["count"], loop.Entrypoints);
        Assert.Equal(["n: int"], loop.Inputs.Select(i => i.ToString()));
    }

    [Fact]
    public void Bind_Gives_a_new_graph_and_keeps_the_old()
    {
        Graph bound = Chain.Bind("x", 40).Bind(("suffix", "!"), ("step", 1));

        Assert.Equal(["x", "step", "suffix"], bound.BoundInputs.Select(i => i.Name));
        Assert.Empty(bound.RequiredInputs);
        Assert.Equal(["x: int = 40 (bound)", "step: int = 1 (bound)", "suffix: string = \"!\" (bound)"], bound.Inputs.Select(i => i.ToString()));
        Assert.Equal("41!", new SyncRunner().Run(bound)["b"]);
        Assert.Empty(Chain.BoundInputs);
        Assert.Equal(["x"], Chain.RequiredInputs.Select(i => i.Name));
    }

    [Fact]
    public void Bind_Twice_Has_the_later_value() => Assert.Equal(12, new SyncRunner().Run(Chain.Bind("x", 1).Bind("x", 10))["a"]);

    [Fact]
    public void Select_Gives_a_new_graph_and_keeps_the_old()
    {
        Graph selected = Chain.Select("a");

        Assert.Equal(["a"], selected.Outputs.Select(o => o.Name));
        Assert.Equal(["x", "step"], selected.Inputs.Select(i => i.Name));
        Assert.Equal(3, selected.Nodes.Count);
        Assert.Equal(["a"], new SyncRunner().Run(selected, ("x", 1)).Values.Keys);
        Assert.Equal(["a", "b", "c"], Chain.Outputs.Select(o => o.Name));
    }

    [Fact]
    public void Select_Several_Has_the_order_of_the_selection() =>
        Assert.Equal(["c", "a"], new SyncRunner().Run(Chain.Select("c", "a", "c"), ("x", 1)).Values.Keys);

    [Fact]
    public void Select_Of_a_graph_with_a_bound_input_that_it_does_not_need_Is_built()
    {
        Graph selected = Chain.Bind("suffix", "!").Select("a");
        Assert.Equal(3, new SyncRunner().Run(selected, ("x", 1))["a"]);
    }

    [Fact]
    public void WithEntrypoint_Of_a_graph_with_a_bound_input_that_it_does_not_need_Is_built()
    {
        Graph started = Chain.Bind("step", 1).WithEntrypoint("b");
        Assert.Equal("5", new SyncRunner().Run(started, ("a", 5))["b"]);
    }

    [Fact]
    public void WithEntrypoint_Gives_a_new_graph_and_keeps_the_old()
    {
        Graph started = Chain.WithEntrypoint("b");

        Assert.Equal(["a: int", "suffix: string = null"], started.Inputs.Select(i => i.ToString()));
        Assert.Equal(["b", "c"], started.Outputs.Select(o => o.Name));
        Assert.Equal(["b"], started.Entrypoints);
        Assert.Equal("7", new SyncRunner().Run(started, ("a", 7))["b"]);
        Assert.Empty(Chain.Entrypoints);
    }

    [Fact]
    public void WithName_Gives_a_new_graph_and_keeps_the_old()
    {
        Assert.Equal("other", Chain.WithName("other").Name);
        Assert.Equal("chain", Chain.Name);
        Assert.Equal("chain: 3 nodes", Chain.ToString());
        Assert.Null(new Graph(Chain.Nodes).Name);
    }

    [Fact]
    public void Nodes_Changed_after_the_graph_was_built_Leave_it_as_it_is()
    {
        List<Node> nodes = [Node.Create((int x) => x, output: "y")];
        var graph = new Graph(nodes);
        nodes.Add(Node.Create((int y) => y, output: "z"));

        Assert.Single(graph.Nodes);
        Assert.Equal(["y"], new SyncRunner().Run(graph, ("x", 1)).Values.Keys);
    }

    [Fact]
    public void Entrypoints_Changed_after_the_graph_was_built_Leave_it_as_it_is()
    {
        string[] entrypoints = ["b"];
        var graph = new Graph(Chain.Nodes, new GraphOptions { Entrypoints = entrypoints });
        entrypoints[0] = "c";

        Assert.Equal(["b"], graph.Entrypoints);
    }

    [Fact]
    public void Nodes_Declared_backwards_Run_in_the_order_of_their_values()
    {
        var graph = new Graph(Chain.Nodes.Reverse());
        Assert.Equal(["c", "b", "a"], graph.Outputs.Select(o => o.Name));
        Assert.Equal("3", new SyncRunner().Run(graph, ("x", 1))["b"]);
    }

    [Fact]
    public void Node_Can_stand_in_two_graphs()
    {
        Node shared = Node.Create((int x) => x + 1, output: "y");
        var first = new Graph([shared]);
        var second = new Graph([shared, Node.Create((int y) => y * 10, output: "z")]);

        Assert.Equal(2, new SyncRunner().Run(first, ("x", 1))["y"]);
        Assert.Equal(20, new SyncRunner().Run(second, ("x", 1))["z"]);
    }

    [Fact]
    public void Answers_Of_interrupts_Are_told_by_their_names_outside()
    {
        Graph inner = new("inner", [Node.Interrupt<bool>((string draft) => draft, "ok")]);
        var outer = new Graph([inner.AsNode().RenameOutput("ok", "approved")]);

        Assert.Equal(["approved: bool"], outer.Answers.Select(a => a.ToString()));
        Assert.Equal(["draft"], outer.Inputs.Select(i => i.Name));
        Assert.Empty(Chain.Answers);
    }

    [Fact]
    public void Outline_Reports_the_nested_structure()
    {
        var graph = new Graph("outer",
        [
            Node.IfElse((int flag) => flag > 0, "chain", Node.End, name: "gate"),
            Chain.AsNode().MapOver("x"),
            Node.Create((int n) => n, output: "n", name: "count"),
        ],
        new GraphOptions { Entrypoints = ["gate", "chain", "count"] });

        Assert.Equal("outer", graph.Outline.Name);
        Assert.Equal(["gate", "chain", "count"], graph.Outline.Nodes.Select(n => n.Name));
        Assert.Equal([NodeKind.IfElse, NodeKind.Graph, NodeKind.Function], graph.Outline.Nodes.Select(n => n.Kind));
        Assert.Equal([false, true, false], graph.Outline.Nodes.Select(n => n.IsMapped));
        Assert.Equal([false, false, true], graph.Outline.Nodes.Select(n => n.IsInLoop));
        Assert.Equal(["a", "b", "c"], graph.Outline.Nodes[1].Graph!.Nodes.Select(n => n.Name));
        Assert.Same(graph.Outline, graph.Outline);
    }

    [Fact]
    public void Describe_Graph_with_everything_Is_exact()
    {
        Graph inner = new("inner",
        [
            Node.Create((string text, int size = 3) => text[..size], output: "head"),
            Node.Create((string text) => { }, name: "log"),
        ]);
        var graph = new Graph("outer",
        [
            Node.Create((int n) => (n - 1, n % 2 == 0), output: ["n", "isEven"], name: "count"),
            Node.IfElse((int n) => n > 0, "count", Node.End, name: "again"),
            inner.AsNode("heads").MapOver("text"),
            inner.AsNode("pairs").RenameOutput("head", "pair").MapOver(["text", "size"], MapMode.Product, ErrorHandling.Continue).RenameInput("size", "sizes"),
            inner.AsNode("one").RenameInput("text", "title").RenameOutput("head", "short"),
            Node.Route((bool isEven) => new[] { "heads" }, ["heads", "one"], new RouteOptions { Name = "pick", AllowMultiple = true }),
            Node.Interrupt<bool>((string @short) => @short, "ok", "ask"),
        ],
        new GraphOptions { Entrypoints = ["count", "heads", "pairs", "one"] }).Bind("title", "Hello");

        Assert.Equal(
            """
            graph outer
              reads n: int, text: IEnumerable<string>, size: int = 3, sizes: IEnumerable<int>, title: string = "Hello" (bound)
              produces n: int, isEven: bool, head: string[], pair: string[], short: string, ok: bool
              starts at count, heads, pairs, one
              count(n) → n, isEven, in a loop
              again(n) → nothing, chooses count or END, in a loop
              heads(text, size) → head, graph inner for each item of text
                head(text, size) → head
                log(text) → nothing
              pairs(text, sizes) → pair, graph inner for each item of text × sizes, as written at heads
              one(title, size) → short, graph inner, as written at heads
              pick(isEven) → nothing, chooses heads and/or one
              ask(short) → ok, asks a person

            """,
            graph.Describe());
    }

    [Fact]
    public void Describe_Graph_that_several_nodes_run_Is_written_once_and_referred_to_by_its_path()
    {
        var leaf = new Graph("leaf", [Node.Create((int x) => x, output: "y", name: "echo")]);
        var middle = new Graph("middle", [leaf.AsNode("first"), leaf.AsNode("second").RenameInput("x", "y").RenameOutput("y", "z")]);
        var outer = new Graph("outer", [middle.AsNode("a"), middle.Select("z").AsNode("b").RenameInput("x", "y").RenameOutput("z", "u"), leaf.AsNode("c").RenameInput("x", "u").RenameOutput("y", "v")]);

        Assert.Equal(
            """
            graph outer
              reads x: int
              produces y: int, z: int, u: int, v: int
              a(x) → y, z, graph middle
                first(x) → y, graph leaf
                  echo(x) → y
                second(y) → z, graph leaf, as written at a/first
              b(y) → u, graph middle
                first(x) → y, graph leaf, as written at a/first
                second(y) → z, graph leaf, as written at a/first
              c(u) → v, graph leaf, as written at a/first

            """,
            outer.Describe());
    }

    [Fact]
    public void Describe_Graph_without_name_inputs_and_outputs_Says_so() => Assert.Equal(
        "graph (no name)\n  reads nothing\n  produces nothing\n  act() → nothing\n",
        new Graph([Node.Create(() => { }, name: "act")]).Describe());

    [Fact]
    public void WithEventProcessors_Gives_a_new_graph_and_keeps_the_old()
    {
        var processor = new EventRecorder(wantsValues: false);
        Graph watched = Chain.WithEventProcessors(processor);

        Assert.Same(processor, Assert.Single(watched.EventProcessors));
        Assert.Empty(Chain.EventProcessors);
        Assert.Same(processor, Assert.Single(watched.Bind("x", 1).EventProcessors));
    }
}
