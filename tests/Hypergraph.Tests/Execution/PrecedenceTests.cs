namespace Hypergraph.Tests.Execution;

/// <summary>Which value an input has.</summary>
public class PrecedenceTests
{
    private static Graph Show { get; } = new("show", [Node.Create((int k = 1) => k, output: "shown")]);

    [Fact]
    public async Task Input_Neither_given_nor_bound_Has_the_default() => Assert.Equal(1, (await Both.RunAsync(Show, new { }))["shown"]);

    [Fact]
    public async Task Input_Bound_Has_the_bound_value() => Assert.Equal(2, (await Both.RunAsync(Show.Bind("k", 2), new { }))["shown"]);

    [Fact]
    public async Task Input_Given_Has_the_given_value() => Assert.Equal(3, (await Both.RunAsync(Show.Bind("k", 2), new { k = 3 }))["shown"]);

    [Fact]
    public async Task Input_Produced_in_a_loop_Has_the_produced_value_over_given_and_bound()
    {
        Graph loop = new Graph(
            [Node.Create((int k = 1) => k < 10 ? k + 4 : k, output: "k", name: "grow"), Node.IfElse((int k) => k < 10, "grow", Node.End, name: "again")],
            new GraphOptions { Entrypoints = ["grow"] }).Bind("k", 2);

        Assert.Equal(10, (await Both.RunAsync(loop, new { }))["k"]);
        Assert.Equal(11, (await Both.RunAsync(loop, new { k = 3 }))["k"]);
    }

    [Fact]
    public async Task Input_Of_a_taker_with_a_default_Has_the_default_when_its_producer_does_not_run()
    {
        var graph = new Graph(
        [
            Node.IfElse((int x) => x > 0, "plus", Node.End, name: "gate"),
            Node.Create((int x) => x * 100, output: "p", name: "plus"),
            Node.Create((int x, int p = 7) => x + p, output: "sum"),
        ]);

        Assert.Equal(101, (await Both.RunAsync(graph, new { x = 1 }))["sum"]);
        Assert.Equal(6, (await Both.RunAsync(graph, new { x = -1 }))["sum"]);
    }

    [Fact]
    public async Task Input_Bound_to_null_Is_null()
    {
        var graph = new Graph([Node.Create((string? s = "a") => s ?? "none", output: "shown")]);
        Assert.Equal("none", (await Both.RunAsync(graph.Bind("s", null), new { }))["shown"]);
    }
}
