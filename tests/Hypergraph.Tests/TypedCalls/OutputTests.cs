namespace Hypergraph.Tests.TypedCalls;

/// <summary>Which output each value of a result is.</summary>
public sealed class OutputTests
{
    private delegate (string Text, int Total, bool IsLarge) Described(int amount, int price);

    private delegate (int total, string text) Named(int amount, int price);

    private delegate (int h, int g, int f, int e, int d, int c, int b, int a) Eight(int x);

    private delegate ((int, int) second, (int, int) first) Pairs(int x);

    private delegate (int first, (int, int)) PartlyNamed(int x);

    public sealed record Receipt(int Total, string Text);

    public readonly record struct ReceiptValue(string Text, int Total);

    public sealed class Settable
    {
        public int Total { get; set; }

        public string? Text { get; init; }

        public string Both => $"{Total} {Text}";
    }

    private static readonly Graph Selected = Chains.Order.Select("text", "total");

    [Fact]
    public void One_value_Is_the_only_output_that_no_node_reads_Or_the_selected_or_named_one()
    {
        Assert.Equal(4, Chains.Three().Compile<Func<int, int>>()(1));
        Assert.Equal(3, Chains.Three().Select("v2").Compile<Func<int, int>>()(1));
        Assert.Equal(2, Chains.Three().Compile<Func<int, int>>(new CompileOptions { Outputs = ["v1"] })(1));
    }

    [Fact]
    public void Tuple_Has_the_selected_outputs_in_their_order() =>
        Assert.Equal(("30 euros", 30), Selected.Compile<Func<int, int, (string, int)>>("amount", "price")(10, 3));

    [Fact]
    public void Tuple_Has_the_outputs_that_no_node_reads_in_declaration_order() =>
        Assert.Equal(("30 euros", false), Chains.Order.Compile<Func<int, int, (string, bool)>>("amount", "price")(10, 3));

    [Fact]
    public void Tuple_Has_the_named_outputs_in_their_order() =>
        Assert.Equal((true, 150), Chains.Order.Compile<Func<int, int, (bool, int)>>(new CompileOptions { Inputs = ["amount", "price"], Outputs = ["is_large", "total"] })(50, 3));

    [Fact]
    public void Tuple_with_names_Has_the_outputs_of_these_names() =>
        Assert.Equal((30, "30 euros"), Chains.Order.Compile<Named>()(10, 3));

    [Fact]
    public void Tuple_of_eight_names_Has_the_outputs_of_these_names()
    {
        Func<int, int>[] functions = [.. Enumerable.Range(0, 8).Select(i => (Func<int, int>)(x => x + i))];
        var graph = new Graph("eight", functions.Select((function, i) => Node.Create(function, output: $"{(char)('a' + i)}", name: $"n{i}")));

        Assert.Equal((107, 106, 105, 104, 103, 102, 101, 100), graph.Compile<Eight>()(100));
    }

    [Fact]
    public void Tuple_of_tuples_without_names_Has_the_outputs_of_its_own_names()
    {
        var graph = new Graph("pairs", [Node.Create((int x) => (x, x + 1), output: "first"), Node.Create((int x) => (x + 5, x + 6), output: "second")]);

        Assert.Equal(((6, 7), (1, 2)), graph.Compile<Pairs>()(1));
        Assert.Equal(
            "Graph 'pairs' cannot be called as PartlyNamed: some elements of a tuple have names ('first') and others have none. Name all of them, or none.",
            Assert.Throws<GraphConfigurationException>(() => graph.Compile<PartlyNamed>()).Message);
    }

    [Fact]
    public void Names_that_differ_in_more_than_case_Are_refused() =>
        Assert.Contains("there is no output 'IsLarge'. Did you mean 'is_large'?", Assert.Throws<GraphConfigurationException>(() => Chains.Order.Compile<Described>()).Message, StringComparison.Ordinal);

    [Fact]
    public void Record_Is_created_with_the_outputs_of_the_names_of_its_parameters()
    {
        Assert.Equal(new Receipt(30, "30 euros"), Chains.Order.Compile<Func<int, int, Receipt>>("amount", "price")(10, 3));
        Assert.Equal(new ReceiptValue("30 euros", 30), Chains.Order.Compile<Func<int, int, ReceiptValue>>("amount", "price")(10, 3));
    }

    [Fact]
    public void Object_without_constructor_parameters_Has_its_properties_set() =>
        Assert.Equal("30 30 euros", Chains.Order.Compile<Func<int, int, Settable>>("amount", "price")(10, 3).Both);

    [Fact]
    public void Record_that_an_output_is_Is_the_output_itself()
    {
        Graph graph = new([Node.Create((int x) => new Receipt(x, "made"), output: "receipt", name: "make")]);

        Assert.Equal(new Receipt(5, "made"), graph.Compile<Func<int, Receipt>>()(5));
    }

    [Fact]
    public void Tuple_that_an_output_is_Is_the_output_itself()
    {
        Graph graph = new([Node.Create((int x) => (x, x + 1), output: "pair", name: "make")]);

        Assert.Equal((5, 6), graph.Compile<Func<int, (int, int)>>()(5));
    }

    [Fact]
    public void Value_Is_read_as_a_more_general_type()
    {
        Assert.Equal(4, Chains.Three().Compile<Func<int, object>>()(1));
        Assert.Equal(4, Chains.Three().Compile<Func<int, int?>>()(1));
        Assert.Equal("30 euros", Selected.Select("text").Compile<Func<int, int, IComparable>>("amount", "price")(10, 3));
    }

    [Fact]
    public void Nine_outputs_Are_a_tuple()
    {
        Graph graph = new(Enumerable.Range(0, 9).Select(i => Node.CreateFrom(NodeFunction.FromValues(["x"], values => (int)values["x"]! + i), [$"y{i}"], $"n{i}")));

        Assert.Equal((1, 2, 3, 4, 5, 6, 7, 8, 9), graph.Compile<Func<int, (int, int, int, int, int, int, int, int, int)>>()(1));
    }

    [Fact]
    public void Branches_that_all_produce_an_output_Have_it()
    {
        Graph graph = new(
        [
            Node.IfElse((int x) => x > 0, "positive", "negative", "sign"),
            Node.Create((int x) => $"+{x}", output: "text", name: "positive"),
            Node.Create((int x) => $"{x}", output: "text", name: "negative"),
        ]);

        Assert.Equal(["+1", "-1"], ((int[])[1, -1]).Select(graph.Compile<Func<int, string>>()));
    }
}
