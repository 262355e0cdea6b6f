namespace Hypergraph.Tests.Execution;

/// <summary>Values that are bound in nested graphs, where both graphs have gates or loops.</summary>
public class BoundInNestedTests
{
    private static Graph Switch(int mode) => new Graph(
        "switch",
        [
            Node.IfElse((int mode) => mode == 1, "light", "dark", "is_on"),
            Node.Create((int watt, int mode) => watt + mode, "glow", "light"),
            Node.Create((int watt, int mode) => watt - mode, "gloom", "dark"),
        ]).Bind("mode", mode);

    [Theory]
    [InlineData(1, "glow=41")]
    [InlineData(2, "gloom=38")]
    public async Task Gate_Of_a_nested_graph_Decides_on_its_bound_value(int mode, string expected)
    {
        var graph = new Graph([Switch(mode).AsNode("lamp")]);

        Assert.Equal(expected, Show(await Both.RunAsync(graph, new { watt = 40 })));
    }

    [Fact]
    public async Task Value_From_outside_Stands_in_for_the_bound_one()
    {
        var graph = new Graph([Switch(1).AsNode("lamp")]);

        Assert.Equal("gloom=35", Show(await Both.RunAsync(graph, new { watt = 40, mode = 5 })));
        Assert.Equal("gloom=33", Show(await Both.RunAsync(graph.Bind("mode", 7), new { watt = 40 })));
    }

    [Fact]
    public async Task Bound_value_Of_a_middle_graph_Reaches_the_innermost()
    {
        Graph middle = new Graph("middle", [new Graph("innermost", Switch(0).Nodes).AsNode("lamp")]).Bind("mode", 1);

        Assert.Equal("glow=41", Show(await Both.RunAsync(new Graph([middle.AsNode("room")]), new { watt = 40 })));
    }

    [Fact]
    public async Task Bound_value_Of_a_mapped_graph_Reaches_every_item()
    {
        var graph = new Graph([Switch(1).AsNode("lamp").MapOver("watt")]);

        RunResult result = await Both.RunAsync(graph, new { watt = new[] { 1, 2 } });

        Assert.Equal([2, 3], result.Get<int?[]>("glow"));
        Assert.Equal([null, null], result.Get<int?[]>("gloom"));
    }

    [Fact]
    public async Task Bound_value_Of_a_nested_loop_Is_there_in_every_iteration_of_the_outer_one()
    {
        Graph grow = new Graph(
            "grow",
            [
                Node.Create((int size, int by) => size + by, "size", "add"),
                Node.IfElse((int size, int by) => size % (4 * by) != 0, "add", Node.End, "more"),
            ],
            new GraphOptions { Entrypoints = ["add"] }).Bind("by", 1);
        var graph = new Graph(
            [grow.AsNode("grow"), Node.IfElse((int size) => size < 12, "grow", Node.End, "enough")],
            new GraphOptions { Entrypoints = ["grow"] });

        Assert.Equal("size=12", Show(await Both.RunAsync(graph, new { size = 1 })));
    }

    [Fact]
    public async Task Bound_value_Of_a_nested_graph_Is_there_after_a_pause()
    {
        Graph inner = new Graph(
            "inner",
            [Node.Interrupt<int>((int x) => x, "answer", "ask"), Node.Create((int answer, int rate) => answer * rate, "price")]).Bind("rate", 3);
        var graph = new Graph([inner.AsNode("inner")]);
        var runner = new AsyncRunner();

        RunResult result = await runner.ResumeAsync(await runner.RunAsync(graph, new { x = 1 }), 7);

        Assert.Equal(21, result["price"]);
    }

    private static string Show(RunResult result) => string.Join(' ', result.Values.Select(v => $"{v.Key}={v.Value}"));
}
