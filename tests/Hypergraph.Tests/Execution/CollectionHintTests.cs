namespace Hypergraph.Tests.Execution;

/// <summary>What messages suggest where a collection is supplied for a single value.</summary>
public sealed class CollectionHintTests
{
    private static readonly Graph Square = new("sq", [Node.Create((int a) => a * a, output: "b")]);

    [Fact]
    public void Bind_Collection_for_a_single_value_Suggests_a_map() => Assert.Equal(
        "Graph 'sq': 'a' is bound to a value of type int[], but it accepts int. Bind a value of that type. To run once for each item, use MapAsync(…, over: \"a\"), or nest the graph with .MapOver(\"a\").",
        Assert.Throws<GraphConfigurationException>(() => Square.Bind("a", new[] { 1, 2 })).Message);

    [Fact]
    public void Bind_Single_value_for_a_mapped_input_Suggests_a_collection() => Assert.Equal(
        "Graph 'g': 'a' is bound to a value of type int, but it accepts IEnumerable<int>. Bind a value of that type. It is a single item: supply a collection of such items.",
        Assert.Throws<GraphConfigurationException>(() => new Graph("g", [Square.AsNode().MapOver("a")]).Bind("a", 1)).Message);

    [Fact]
    public void Map_Collection_of_collections_for_single_values_Suggests_a_nested_map() => Assert.Equal(
        "Graph 'sq': 'a' is mapped over, so it accepts a collection of int, but a value of type int[][], whose item 0 is of type int[], was supplied. Supply such a collection. Its items are collections: to run once for each of their items, nest the graph with .MapOver(\"a\") and map that, or flatten the collection with SelectMany.",
        Assert.Throws<InvalidInputException>(() => new SyncRunner().Map(Square, new { a = new[] { new[] { 1 } } }, "a")).Message);
}
