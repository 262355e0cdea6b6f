namespace Hypergraph.Tests.Graphs;

/// <summary>Graphs that cannot be built, and what they say.</summary>
public class GraphErrorTests
{
    private static FunctionNode Inc(string from, string to, string? name = null) =>
        Node.CreateFrom(NodeFunction.FromValues([from], v => v[from]), [to], name ?? to);

    private static FunctionNode Typed(string name = "typed") => Node.Create((int x) => x, output: "y", name: name);

    [Fact]
    public void Graph_Blank_name_Is_refused()
    {
        Refusal.Says("A graph's name is blank. Specify a name, or build it without one.", () => new Graph(" ", [Typed()]));
        Refusal.Says("A graph's name is blank. Specify a name, or build it without one.", () => new Graph([Typed()]).WithName(string.Empty));
        Assert.Throws<ArgumentNullException>(() => new Graph(null!, [Typed()]));
        Assert.Throws<ArgumentNullException>(() => new Graph((IEnumerable<Node>)null!));
    }

    [Fact]
    public void Graph_Without_nodes_Is_refused()
    {
        Refusal.Says("Graph 'g': it has no nodes. Add at least one.", () => new Graph("g", []));
        Refusal.Says("The graph: it has no nodes. Add at least one.", () => new Graph([]));
    }

    [Fact]
    public void Graph_Two_nodes_of_one_name_Is_refused() => Refusal.Says(
        "Graph 'g': two nodes are named 'typed'. Rename one of them, with name: \"…\" or WithName.",
        () => new Graph("g", [Typed(), Node.Create((int z) => z, output: "w", name: "typed")]));

    [Fact]
    public void Graph_Two_producers_of_one_output_Is_refused() => Refusal.Says(
        "Graph 'g': nodes 'a' and 'b' both produce 'y', and nothing orders or excludes them. Rename one output, or make them branches of one gate.",
        () => new Graph("g", [Inc("x", "y", "a"), Inc("x", "y", "b")]));

    [Fact]
    public void Graph_Two_producers_behind_a_gate_of_several_targets_Is_refused() => Refusal.Says(
        "Graph 'g': nodes 'a' and 'b' both produce 'y', and nothing orders or excludes them. Rename one output, or make them branches of one gate.",
        () => new Graph("g",
        [
            Node.Route((int k) => new[] { "a" }, ["a", "b"], new RouteOptions { Name = "gate", AllowMultiple = true }),
            Inc("x", "y", "a"),
            Inc("x", "y", "b"),
        ]));

    [Fact]
    public void Graph_Two_producers_of_which_one_goes_first_Is_built()
    {
        var graph = new Graph([Node.Create((int x) => (x, x + 1), output: ["y", "z"], name: "a"), Node.Create((int z) => z * 10, output: "y", name: "b")]);
        Assert.Equal(20, new SyncRunner().Run(graph, ("x", 1))["y"]);
    }

    [Fact]
    public void Graph_Gate_with_an_unknown_target_Is_refused_with_the_nearest() => Refusal.Says(
        "Graph 'g': gate 'gate' targets 'retreive', which is not a node of the graph. Did you mean 'retrieve'? Nodes: 'gate', 'retrieve'.",
        () => new Graph("g", [Node.IfElse((int x) => x > 0, "retreive", Node.End, name: "gate"), Inc("x", "docs", "retrieve")]));

    [Fact]
    public void Graph_Gate_with_an_unknown_target_that_is_near_nothing_Is_refused() => Refusal.Says(
        "Graph 'g': gate 'gate' targets 'zzz', which is not a node of the graph. Nodes: 'gate', 'retrieve'.",
        () => new Graph("g", [Node.Route((int x) => "zzz", ["zzz"], new RouteOptions { Name = "gate" }), Inc("x", "docs", "retrieve")]));

    [Fact]
    public void Graph_Gate_with_an_unknown_fallback_Is_refused() => Refusal.Says(
        "The graph: gate 'gate' targets 'bb', which is not a node of the graph. Nodes: 'gate', 'a'.",
        () => new Graph([Node.Route((int x) => "a", ["a"], new RouteOptions { Name = "gate", Fallback = "bb" }), Inc("x", "y", "a")]));

    [Fact]
    public void Graph_More_nodes_than_fit_a_message_Are_counted() => Refusal.Says(
        "The graph: entrypoint 'zzz' is not a node of the graph. Nodes: 'n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7', 'n8', 'n9', 'n10', 'n11', 'n12' and 3 more.",
        () => new Graph(Enumerable.Range(1, 15).Select(i => Inc("x", $"v{i}", $"n{i}"))).WithEntrypoint("zzz"));

    [Fact]
    public void Graph_Consumer_of_another_type_Is_refused() => Refusal.Says(
        "Graph 'g': node 'length' reads 'y' as string, but node 'typed' produces it as int, which cannot be assigned to it. Accept int there and write y.ToString(CultureInfo.InvariantCulture), or let 'typed' produce string.",
        () => new Graph("g", [Typed(), Node.Create((string y) => y.Length, output: "length")]));

    [Fact]
    public void Graph_Consumer_of_a_type_that_needs_a_conversion_Is_refused() => Refusal.Says(
        "The graph: node 'use' reads 'y' as long, but node 'typed' produces it as int, which cannot be assigned to it. Accept int there and write (long)y, or let 'typed' produce long.",
        () => new Graph([Typed(), Node.Create((long y) => { }, name: "use")]));

    [Fact]
    public void Graph_Consumer_of_a_type_that_nothing_converts_to_Is_refused() => Refusal.Says(
        "The graph: node 'use' reads 'y' as Uri, but node 'typed' produces it as int, which cannot be assigned to it. Change one of the two types, or put a node between them that converts.",
        () => new Graph([Typed(), Node.Create((Uri y) => { }, name: "use")]));

    public static TheoryData<Delegate, Delegate, string> Conversions => new()
    {
        { (int x) => x, (byte y) => { }, "Accept int there and write (byte)y, or let 'a' produce byte." },
        { (int x) => (int?)x, (int y) => { }, "Accept int? there and write y ?? 0, or let 'a' produce int." },
        { (int x) => (Guid?)null, (Guid y) => { }, "Accept Guid? there and write y.Value, or let 'a' produce Guid." },
        { (int x) => (int?)x, (double? y) => { }, "Accept int? there and write (double?)y, or let 'a' produce double?." },
        { (int x) => "1", (double y) => { }, "Accept string there and write double.Parse(y, CultureInfo.InvariantCulture), or let 'a' produce double." },
        { (int x) => new[] { x }, (double[] y) => { }, "Accept int[] there and write y.Select(item => (double)item).ToArray(), or let 'a' produce double[]." },
        { (int x) => new[] { x }, (List<int> y) => { }, "Accept int[] there and write y.ToList(), or let 'a' produce List<int>." },
        { (int x) => new List<int> { x }, (int[] y) => { }, "Accept List<int> there and write y.ToArray(), or let 'a' produce int[]." },
        { (int x) => new List<int> { x }, (HashSet<int> y) => { }, "Change one of the two types, or put a node between them that converts." },
    };

    [Theory]
    [MemberData(nameof(Conversions))]
    public void Graph_Consumer_of_another_type_Is_refused_with_the_conversion(Delegate producer, Delegate consumer, string fix) => Assert.EndsWith(
        "which cannot be assigned to it. " + fix,
        Assert.Throws<GraphConfigurationException>(() => new Graph([Node.Create(producer, output: "y", name: "a"), Node.Create(consumer, name: "b")])).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Graph_Array_for_a_single_value_Suggests_a_map()
    {
        FunctionNode split = Node.Create((string text) => text.Split(' '), output: "word");
        FunctionNode embed = Node.Create((string word) => word.Length, output: "length", name: "embed");
        Refusal.Says(
            "The graph: node 'embed' reads 'word' as string, but node 'word' produces it as string[], which cannot be assigned to it. To run 'embed' once for each item, put it in a graph of its own and map that: .AsNode().MapOver(\"word\").",
            () => new Graph([split, embed]));
        Refusal.Says(
            "The graph: node 'inner' reads 'word' as string, but node 'word' produces it as string[], which cannot be assigned to it. To run 'inner' once for each item, map it: .MapOver(\"word\").",
            () => new Graph([split, new Graph("inner", [embed]).AsNode()]));
    }

    [Fact]
    public void Graph_Output_of_a_mapped_node_for_a_single_value_Says_that_it_is_mapped()
    {
        GraphNode inner = new Graph("inner", [Typed()]).AsNode().MapOver("x");
        Refusal.Says(
            "The graph: node 'use' reads 'y' as int, but node 'inner' produces it as int[], which cannot be assigned to it. 'inner' is mapped, so it produces an array with a value for each item. To run 'use' once for each item, put it in a graph of its own and map that: .AsNode().MapOver(\"y\"); or accept int[] there.",
            () => new Graph([inner, Node.Create((int y) => y, output: "z", name: "use")]));
    }

    [Fact]
    public void Graph_Single_value_for_a_collection_Says_what_would_be_one()
    {
        Graph inner = new("inner", [Node.Create((int y) => y, output: "z")]);
        Refusal.Says(
            "The graph: node 'inner' reads 'y' as IEnumerable<int>, but node 'typed' produces it as int, which cannot be assigned to it. 'inner' is mapped over 'y', and that is a single value: leave it out of MapOver, or let 'typed' produce a collection.",
            () => new Graph([Typed(), inner.AsNode().MapOver("y")]));
        Refusal.Says(
            "The graph: node 'sum' reads 'y' as int[], but node 'typed' produces it as int, which cannot be assigned to it. To collect a value for each of several items, map 'typed': in a graph of its own, .AsNode().MapOver(…) produces int[]. Otherwise accept int there.",
            () => new Graph([Typed(), Node.Create((int[] y) => y.Sum(), output: "sum")]));
    }

    [Theory]
    [InlineData("end")]
    [InlineData("End")]
    public void Graph_Gate_with_a_target_that_is_nearly_the_end_Is_refused_with_it(string target)
    {
        Refusal.Says(
            $"Graph 'g': gate 'gate' targets '{target}', which is not a node of the graph. Did you mean Node.End? Nodes: 'gate', 'a'.",
            () => new Graph("g", [Node.IfElse((int x) => x > 0, "a", target, name: "gate"), Inc("x", "y", "a")]));
        Refusal.Says(
            $"Graph 'g': gate 'gate' targets '{target}', which is not a node of the graph. Did you mean Node.End? Nodes: 'gate', 'a'.",
            () => new Graph("g", [Node.Route((int x) => "a", ["a"], new RouteOptions { Name = "gate", Fallback = target }), Inc("x", "y", "a")]));
        var decides = new Graph([Node.Route((int x) => target, ["a", Node.End], new RouteOptions { Name = "gate" }), Inc("x", "y", "a")]);
        Assert.Equal(
            $"Gate 'gate' returned '{target}', which is not one of its targets. Did you mean Node.End? Targets: 'a', 'END'.",
            Assert.Throws<ArgumentException>(() => new SyncRunner().Run(decides, ("x", 1))).Message);
    }

    [Fact]
    public void Graph_Node_that_is_named_nearly_as_the_end_Is_a_target()
    {
        var graph = new Graph([Node.IfElse((int x) => x > 0, "end", Node.End, name: "gate"), Inc("x", "y", "end")]);
        Assert.Equal(1, new SyncRunner().Run(graph, ("x", 1))["y"]);
    }

    [Fact]
    public void Graph_Consumer_of_the_nullable_type_Is_built() =>
        Assert.Equal(5, new SyncRunner().Run(new Graph([Typed(), Node.Create((int? y) => (y ?? 0) + 1, output: "z")]), ("x", 4))["z"]);

    [Fact]
    public void Graph_Consumer_of_a_wider_type_Is_built()
    {
        var graph = new Graph([Typed(), Node.Create((object y) => $"{y}", output: "a"), Node.Create((IComparable y) => y, output: "b"), Node.Create((int y) => y + 1, output: "c")]);
        RunResult result = new SyncRunner().Run(graph, ("x", 4));
        Assert.Equal("4", result["a"]);
        Assert.Equal(4, result["b"]);
        Assert.Equal(5, result["c"]);
    }

    [Fact]
    public void Graph_Consumer_of_items_where_a_map_may_leave_gaps_Is_refused()
    {
        Graph inner = new("inner", [Typed()]);
        Refusal.Says(
            "The graph: node 'sum' reads 'y' as int[], but node 'inner' produces it as int?[], which cannot be assigned to it. Accept int?[] there and write y.OfType<int>().ToArray(), or let 'inner' produce int[].",
            () => new Graph([inner.AsNode().MapOver(["x"], MapMode.Zip, ErrorHandling.Continue), Node.Create((int[] y) => y.Sum(), output: "sum")]));
    }

    [Fact]
    public void Graph_One_node_that_depends_on_itself_Is_refused_without_an_entrypoint() => Refusal.Says(
        "Graph 'g': node 'count' depends on its own output 'n', and no entrypoint defines where it starts. Name one in GraphOptions.Entrypoints, or break the loop: rename an output.",
        () => new Graph("g", [Inc("n", "n", "count")]));

    [Fact]
    public void Graph_Loop_of_several_nodes_Is_refused_without_an_entrypoint() => Refusal.Says(
        "Graph 'g': nodes 'a', 'b', 'c' depend on each other in a loop through 'x', 'y', 'z', and no entrypoint defines where it starts. Name one in GraphOptions.Entrypoints, or break the loop: rename an output.",
        () => new Graph("g", [Inc("z", "x", "a"), Inc("x", "y", "b"), Inc("y", "z", "c"), Inc("w", "v", "apart")]));

    [Fact]
    public void Graph_Loop_through_a_gate_Is_refused_without_an_entrypoint() => Refusal.Says(
        "The graph: nodes 'step', 'again' depend on each other in a loop through 'n', and no entrypoint defines where it starts. Name one in GraphOptions.Entrypoints, or break the loop: rename an output.",
        () => new Graph([Inc("x", "n", "step"), Node.IfElse((object n) => true, "step", Node.End, name: "again")]));

    [Fact]
    public void Graph_Second_loop_without_an_entrypoint_Is_refused() => Refusal.Says(
        "The graph: node 'b' depends on its own output 'm', and no entrypoint defines where it starts. Name one in GraphOptions.Entrypoints, or break the loop: rename an output.",
        () => new Graph([Inc("n", "n", "a"), Node.CreateFrom(NodeFunction.FromValues(["m", "n"], v => v["m"]), ["m"], "b")], new GraphOptions { Entrypoints = ["a"] }));

    [Fact]
    public void Graph_Nested_loop_that_returns_what_it_accepts_Is_refused_with_the_value_and_the_fix()
    {
        Graph count = new("count", [Inc("n", "n", "step"), Inc("n", "double", "twice")], new GraphOptions { Entrypoints = ["step"] });
        const string Start = "no entrypoint defines where it starts. Name one in GraphOptions.Entrypoints, or break the loop:";
        Refusal.Says(
            $"Graph 'g': node 'count' depends on its own output 'n', and {Start} rename 'n' with RenameOutput(\"n\", …) on node 'count', or leave 'n' out of the outputs of its graph with Select.",
            () => new Graph("g", [count.AsNode()]));
        Refusal.Says(
            $"Graph 'g': node 'count' depends on its own output 'm', and {Start} rename 'm' with RenameOutput(\"m\", …) on node 'count', or leave 'n' out of the outputs of its graph with Select.",
            () => new Graph("g", [count.AsNode().RenameInput("n", "m").RenameOutput("n", "m")]));
        Refusal.Says(
            $"Graph 'g': node 'only' depends on its own output 'n', and {Start} rename 'n' with RenameOutput(\"n\", …) on node 'only'.",
            () => new Graph("g", [count.Select("n").AsNode("only")]));
        Refusal.Says(
            $"Graph 'g': nodes 'back', 'count' depend on each other in a loop through 'n', 'double', and {Start} rename 'double' with RenameOutput(\"double\", …) on node 'count', or leave 'double' out of the outputs of its graph with Select.",
            () => new Graph("g", [Inc("double", "n", "back"), count.AsNode().RenameOutput("n", "last")]));

        Assert.Equal(4, new SyncRunner().Run(new Graph("g", [count.AsNode().RenameOutput("n", "last")]), ("n", 4))["last"]);
        Assert.Equal(4, new SyncRunner().Run(new Graph("g", [count.Select("double").AsNode()]), ("n", 4))["double"]);
    }

    [Fact]
    public void Graph_Entrypoint_that_is_no_node_Is_refused()
    {
        Refusal.Says(
            "Graph 'g': entrypoint 'type' is not a node of the graph. Did you mean 'typed'? Nodes: 'typed'.",
            () => new Graph("g", [Typed()], new GraphOptions { Entrypoints = ["type"] }));
        Refusal.Says(
            "Graph 'g': entrypoint 'other' is not a node of the graph. Nodes: 'typed'.",
            () => new Graph("g", [Typed()]).WithEntrypoint("other"));
    }

    [Fact]
    public void Select_Output_that_no_node_gives_Is_refused()
    {
        var graph = new Graph("g", [Typed(), Inc("y", "answer")]);
        Refusal.Says("Graph 'g': 'anser' is selected, but no node produces it. Did you mean 'answer'? Outputs: 'y', 'answer'.", () => graph.Select("anser"));
        Refusal.Says("Graph 'g': 'x' is selected, but no node produces it. Did you mean 'y'? Outputs: 'y', 'answer'.", () => graph.Select("y", "x"));
        Refusal.Says("Graph 'g': no output is selected. Name at least one.", () => graph.Select());
    }

    [Fact]
    public void Bind_Name_that_is_no_input_Is_refused()
    {
        var graph = new Graph("g", [Node.Create((string query, int topK = 5) => query, output: "docs")]);
        Refusal.Says("Graph 'g': 'topk' is bound, but it is not one of its inputs. Did you mean 'topK'? Inputs: 'query', 'topK'.", () => graph.Bind("topk", 3));
        Refusal.Says("Graph 'g': 'docs' is bound, but it is not one of its inputs. Inputs: 'query', 'topK'.", () => graph.Bind(("query", "q"), ("docs", 3)));
    }

    [Fact]
    public void Bind_One_value_for_a_mapped_input_Is_refused()
    {
        FunctionNode data = Node.CreateFrom(NodeFunction.FromValues(["x"], v => v["x"]), ["y"], "data");
        var mapped = new Graph("g", [new Graph("inner", [data]).AsNode().MapOver("x")]);
        Refusal.Says("Graph 'g': 'x' is bound to a value of type int, but it accepts IEnumerable. Bind a value of that type.", () => mapped.Bind("x", 5));
        Assert.Equal(
            "Graph 'g': input 'x' accepts IEnumerable, but a value of type int was supplied. Supply a value of that type.",
            Assert.Throws<InvalidInputException>(() => new SyncRunner().Run(mapped, ("x", 5))).Message);
        Assert.Equal([1, "a"], (object?[])new SyncRunner().Run(mapped.Bind("x", new object[] { 1, "a" }))["y"]!);
    }

    [Fact]
    public void Bind_Value_of_another_type_Is_refused()
    {
        var graph = new Graph("g", [Typed()]);
        Refusal.Says("Graph 'g': 'x' is bound to a value of type string, but it accepts int. Bind a value of that type.", () => graph.Bind("x", "5"));
        Refusal.Says("Graph 'g': 'x' is bound to null, but it accepts int. Bind a value of that type.", () => graph.Bind("x", null));
    }

    [Fact]
    public void Graph_Different_defaults_for_one_input_Is_refused()
    {
        Node[] nodes = [Node.Create((int k = 1) => k, output: "a"), Node.Create((int k = 2) => k, output: "b")];
        Refusal.Says(
            "Graph 'g': input 'k' has the default 1 in node 'a' and 2 in node 'b'. Declare the same default in both, or bind a value.",
            () => new Graph("g", nodes));
        Refusal.Says(
            "The graph: input 's' has the default \"x\" in node 'a' and null in node 'b'. Declare the same default in both, or bind a value.",
            () => new Graph([Node.Create((string s = "x") => s, output: "a"), Node.Create((string? s = null) => s, output: "b")]));
    }

    [Fact]
    public void Graph_Equal_defaults_for_one_input_Is_built() =>
        Assert.Equal(2, new SyncRunner().Run(new Graph([Node.Create((int k = 1) => k, output: "a"), Node.Create((int k = 1) => k + 1, output: "b")]))["b"]);

    [Fact]
    public void Graph_Input_taken_as_two_types_that_exclude_each_other_Is_refused() => Refusal.Says(
        "Graph 'g': input 'k' is read as int by node 'a' and as string by node 'b'; no value is both. Change one of the two types, or rename one input.",
        () => new Graph("g", [Node.Create((int k) => k, output: "a"), Node.Create((string k) => k, output: "b")]));

    [Fact]
    public void Graph_Input_taken_as_two_types_of_which_one_is_the_other_Has_the_special_one()
    {
        var graph = new Graph([Node.Create((object k) => 0, output: "a"), Node.Create((string k) => 0, output: "b")]);
        Assert.Equal(typeof(string), graph.Inputs[0].Type);
    }

    [Fact]
    public void MapOver_Input_that_does_not_exist_Is_refused()
    {
        GraphNode node = new Graph("inner", [Node.Create((string query, int topK) => query, output: "docs")]).AsNode("each");
        Refusal.Says(
            "Graph node 'each' cannot map over 'querry', which is not one of its inputs. Did you mean 'query'? Inputs: 'query', 'topK'.",
            () => node.MapOver("querry"));
        Refusal.Says(
            "Graph node 'each' cannot map over 'docs', which is not one of its inputs. Inputs: 'query', 'topK'.",
            () => node.MapOver("query", "docs"));
        Refusal.Says(
            "Graph node 'each' cannot map over 'query', which is not one of its inputs. Inputs: 'question', 'topK'.",
            () => node.RenameInput("query", "question").MapOver("query"));
    }

    [Fact]
    public void MapOver_Nothing_Is_refused() => Refusal.Says(
        "Graph node 'inner' is to be mapped, but over no input. Name one of its inputs: 'x'.",
        () => new Graph("inner", [Typed()]).AsNode().MapOver());

    [Fact]
    public void Rename_Name_that_does_not_exist_Is_refused()
    {
        GraphNode node = new Graph("inner", [Node.Create((string query) => query, output: "docs")]).AsNode();
        Refusal.Says(
            "Graph node 'inner' cannot rename 'quer', which is not one of its inputs. Did you mean 'query'? Inputs: 'query'.",
            () => node.RenameInput("quer", "q"));
        Refusal.Says(
            "Graph node 'inner' cannot rename 'doc', which is not one of its outputs. Did you mean 'docs'? Outputs: 'docs'.",
            () => node.RenameOutput("doc", "d"));
    }

    [Fact]
    public void Rename_To_a_name_that_is_taken_or_not_valid_Is_refused()
    {
        GraphNode node = new Graph("inner", [Node.Create((int a, int b) => a + b, output: "sum"), Node.Create((int a) => a, output: "same")]).AsNode();
        Refusal.Says("Node 'inner' has two inputs named 'b'. Use a different name for each input.", () => node.RenameInput("a", "b"));
        Refusal.Says("Node 'inner' has two outputs named 'same'. Use a different name for each output.", () => node.RenameOutput("sum", "same"));
        Refusal.Says(
            "Node 'inner': 'a b' is not a valid name. A name of a value starts with a letter or '_', and continues with letters, digits, '_', '-' and '.'.",
            () => node.RenameInput("a", "a b"));
    }

    [Fact]
    public void AsNode_Graph_without_a_name_Is_refused() => Refusal.Says(
        "A graph without a name cannot name its node. Pass a name to AsNode, or build the graph with one.",
        () => new Graph([Typed()]).AsNode());
}
