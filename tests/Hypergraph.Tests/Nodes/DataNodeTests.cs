namespace Hypergraph.Tests.Nodes;

public class DataNodeTests
{
    private static NodeFunction Add { get; } = NodeFunction.FromValues(["a", "b"], v => (int)v["a"]! + (int)v["b"]!);

    [Fact]
    public void FromValues_One_output_Runs()
    {
        FunctionNode node = Node.CreateFrom(Add, ["sum"], "add");

        Assert.Equal("add", node.Name);
        Assert.All(node.Inputs, i => Assert.True(i.IsUntyped));
        Assert.Equal([typeof(object), typeof(object)], node.Inputs.Select(i => i.Type));
        Assert.True(node.Outputs[0].IsUntyped);
        Assert.False(node.IsAsync);
        Assert.Null(node.Function.Name);
        Assert.Equal(3, Call.Run(node, ("a", 1), ("b", 2)).Get<int>("sum"));
    }

    [Fact]
    public async Task FromValuesAsync_Gets_the_values_and_the_token()
    {
        using var source = new CancellationTokenSource();
        CancellationToken seen = default;
        FunctionNode node = Node.CreateFrom(
            NodeFunction.FromValuesAsync(["a"], async (v, token) =>
            {
                await Task.Yield();
                seen = token;
                return (int)v["a"]! + 1;
            }),
            ["b"],
            "next");

        RunResult result = await new AsyncRunner().RunAsync(new Graph([node]), [("a", 1)], new RunOptions(), source.Token);

        Assert.True(node.IsAsync);
        Assert.Equal(["a"], node.Inputs.Select(i => i.Name));
        Assert.Equal(2, result["b"]);
        Assert.Equal(source.Token, seen);
    }

    [Fact]
    public void FromValues_Several_outputs_Take_a_list_each_its_value()
    {
        FunctionNode node = Node.CreateFrom(NodeFunction.FromValues(["x"], v => new object?[] { v["x"], "two", null }), ["a", "b", "c"], "three");

        RunResult result = Call.Run(node, ("x", 1));

        Assert.Equal(1, result["a"]);
        Assert.Equal("two", result["b"]);
        Assert.Null(result["c"]);
    }

    [Fact]
    public async Task FromValuesAsync_Several_outputs_Take_a_list_each_its_value()
    {
        FunctionNode node = Node.CreateFrom(NodeFunction.FromValuesAsync([], (_, _) => Task.FromResult<object?>(new List<int> { 1, 2 })), ["a", "b"], "two");

        Assert.Equal(2, (await Call.RunAsync(node))["b"]);
    }

    [Fact]
    public void FromValues_Default_Is_used_when_nothing_is_given()
    {
        FunctionNode node = Node.CreateFrom(
            NodeFunction.FromValues(["a", "b"], v => (int)v["a"]! + (int)v["b"]!, new Dictionary<string, object?> { ["b"] = 10 }), ["sum"], "add");

        Assert.Equal(11, Call.Run(node, ("a", 1))["sum"]);
        Assert.Equal(3, Call.Run(node, ("a", 1), ("b", 2))["sum"]);
    }

    [Fact]
    public void FromValues_Values_Are_those_of_the_inputs_in_order()
    {
        IReadOnlyDictionary<string, object?>? seen = null;
        Call.Run(Node.CreateFrom(NodeFunction.FromValues(["b", "a"], v => { seen = v; return null; }), [], "look"), ("a", 1), ("b", null));

        Assert.Equal(["b", "a"], seen!.Keys);
        Assert.Equal([null, 1], seen.Values);
        Assert.Equal(2, seen.Count);
        Assert.True(seen.ContainsKey("a"));
        Assert.False(seen.TryGetValue("c", out _));
        Assert.Equal(
            "There is no value named 'A'. Did you mean 'a'? Names: 'b', 'a'.",
            Assert.Throws<KeyNotFoundException>(() => seen["A"]).Message);
    }

    [Fact]
    public void FromValues_Between_typed_nodes_Passes_typed_values()
    {
        var graph = new Graph(
        [
            Node.Create((int x) => x + 1, output: "a"),
            Node.CreateFrom(NodeFunction.FromValues(["a"], v => (int)v["a"]! * 2), ["b"], "twice"),
            Node.Create((int b) => b + 0.5, output: "c"),
        ]);

        Assert.Equal(4.5, new SyncRunner().Run(graph, ("x", 1)).Get<double>("c"));
    }

    [Fact]
    public void FromValues_Value_that_a_typed_node_cannot_take_Fails_that_node()
    {
        var graph = new Graph(
        [
            Node.CreateFrom(NodeFunction.FromValues([], _ => "text"), ["b"], "give"),
            Node.Create((int b) => b + 1, output: "c"),
        ]);

        RunResult result = new SyncRunner().Run(graph, [], new RunOptions { ErrorHandling = ErrorHandling.Continue });

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.Equal("The graph: node 'c' reads 'b' as int, but received a value of type string. Convert it where it is produced: int.Parse(b, CultureInfo.InvariantCulture).", Assert.IsType<InvalidCastException>(result.Error).Message);
        Assert.Equal("text", result["b"]);
    }

    [Fact]
    public void FromValues_Default_for_a_name_that_is_no_input_Is_refused() => Call.Refuses(
        "A default is supplied for 'quary', which is not an input. Did you mean 'query'? Inputs: 'query', 'text'.",
        () => NodeFunction.FromValues(["query", "text"], _ => null, new Dictionary<string, object?> { ["quary"] = 1 }));

    [Theory]
    [InlineData("ab", "it returned string")]
    [InlineData(5, "it returned int")]
    [InlineData(null, "it returned null")]
    [InlineData(new[] { 1 }, "it returned 1")]
    [InlineData(new[] { 1, 2, 3 }, "it returned 3")]
    public void FromValues_Several_outputs_but_no_list_of_as_many_Fails_the_node(object? value, string ending)
    {
        FunctionNode node = Node.CreateFrom(NodeFunction.FromValues([], _ => value), ["a", "b"], "two");

        var error = Assert.Throws<InvalidOperationException>(() => Call.Run(node));
        Assert.Equal($"The node has 2 outputs, so its function must return a list of as many values; {ending}.", error.Message);
    }

    [Fact]
    public void FromDelegate_Function_Can_be_a_node_with_the_names_of_data()
    {
        NodeFunction function = NodeFunction.FromDelegate((int x) => (x, x + 1));

        Assert.Equal(typeof((int, int)), function.ResultType);
        Assert.Equal(2, Call.Run(Node.CreateFrom(function, ["a", "b"], "pair"), ("x", 1))["b"]);
    }
}
