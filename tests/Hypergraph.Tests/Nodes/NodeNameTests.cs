namespace Hypergraph.Tests.Nodes;

public class NodeNameTests
{
    private static int Scale(int x) => x * 2;

    private static bool IsBig(int x) => x > 10;

    [Fact]
    public void Name_Method_group_Is_the_method_s() => Assert.Equal("Scale", Node.Create(Scale, output: "y").Name);

    [Fact]
    public void Name_Local_function_Is_its_own()
    {
        int Shift(int x) => x + 1;
        Assert.Equal("Shift", Node.Create(Shift, output: "y").Name);
    }

    [Fact]
    public void Name_Local_function_in_a_lambda_Is_its_own()
    {
        Func<FunctionNode> make = () =>
        {
            static int Inner(int x) => x + 1;
            return Node.Create(Inner, output: "y");
        };
        Assert.Equal("Inner", make().Name);
    }

    [Fact]
    public void Name_Lambda_Is_the_output_s() => Assert.Equal("y", Node.Create((int x) => x, output: "y").Name);

    [Fact]
    public void Name_Lambda_with_several_outputs_Is_the_first_s() =>
        Assert.Equal("a", Node.Create((int x) => (x, x), output: ["a", "b"]).Name);

    [Fact]
    public void Name_Given_Wins() => Assert.Equal("given name", Node.Create(Scale, output: "y", name: "given name").Name);

    [Fact]
    public void Name_Gate_of_a_method_group_Is_the_method_s()
    {
        Assert.Equal("IsBig", Node.IfElse(IsBig, "a", "b").Name);
        Assert.Equal("Pick", Node.Route(Pick, ["a"]).Name);

        static string Pick(int x) => x > 0 ? "a" : Node.End;
    }

    [Fact]
    public void Name_Interrupt_of_a_lambda_Is_the_output_s()
    {
        Assert.Equal("answer", Node.Interrupt<string>((int x) => $"{x}?", "answer").Name);
        Assert.Equal("asker", Node.Interrupt<string>((int x) => $"{x}?", "answer", "asker").Name);
    }

    [Fact]
    public void Create_Lambda_without_name_or_output_Is_refused() => Call.Refuses(
        "A node has no name. Pass name: \"…\"; only a method, or a lambda with an output, has a name of its own. The name of a route is RouteOptions.Name.",
        () => Node.Create((int x) => { }));

    [Fact]
    public void IfElse_Lambda_without_a_name_Is_refused() => Call.Refuses(
        "A node has no name. Pass name: \"…\"; only a method, or a lambda with an output, has a name of its own. The name of a route is RouteOptions.Name.",
        () => Node.IfElse((int x) => x > 0, "a", "b"));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Create_Blank_name_Is_refused(string name) => Call.Refuses(
        "A node has no name. Pass name: \"…\"; only a method, or a lambda with an output, has a name of its own. The name of a route is RouteOptions.Name.",
        () => Node.Create(Scale, output: "y", name: name));

    [Fact]
    public void Create_Named_END_Is_refused() => Call.Refuses(
        "A node cannot be named 'END': a gate returns that to end its branch. Choose another name.",
        () => Node.Create(Scale, output: "y", name: Node.End));

    [Fact]
    public void WithName_END_Is_refused() => Call.Refuses(
        "A node cannot be named 'END': a gate returns that to end its branch. Choose another name.",
        () => Node.Create(Scale, output: "y").WithName("END"));

    [Theory]
    [InlineData("1y")]
    [InlineData("a b")]
    [InlineData("")]
    [InlineData("a/b")]
    public void Create_Output_with_an_invalid_name_Is_refused(string output) => Call.Refuses(
        $"Node 'Scale': '{output}' is not a valid name. A name of a value starts with a letter or '_', and continues with letters, digits, '_', '-' and '.'.",
        () => Node.Create(Scale, output: output));

    [Theory]
    [InlineData("_y")]
    [InlineData("y-1.z_2")]
    [InlineData("größe")]
    public void Create_Output_with_an_unusual_valid_name_Is_taken(string output) =>
        Assert.Equal(output, Node.Create(Scale, output: output).Outputs[0].Name);

    [Fact]
    public void Create_Two_outputs_of_one_name_Is_refused() => Call.Refuses(
        "Node 'a' has two outputs named 'a'. Use a different name for each output.",
        () => Node.Create((int x) => (x, x), output: ["a", "a"]));

    [Fact]
    public void Create_Data_with_two_inputs_of_one_name_Is_refused() => Call.Refuses(
        "Node 'n' has two inputs named 'x'. Use a different name for each input.",
        () => Node.CreateFrom(NodeFunction.FromValues(["x", "x"], _ => null), ["y"], "n"));

    [Fact]
    public void Create_Result_without_an_output_name_Is_refused()
    {
        Call.Refuses(
            "Node 'Scale' returns int, but its output has no name. Pass output: \"…\", or output: [] to discard it.",
            () => Node.Create(Scale));
        Call.Refuses(
            "The node returns List<int?>, but its output has no name. Pass output: \"…\", or output: [] to discard it.",
            () => Node.Create(() => new List<int?>()));
    }

    [Fact]
    public void Create_Output_of_a_function_that_gives_nothing_Is_refused()
    {
        Call.Refuses(
            "The node returns nothing, but an output is named: 'y'. Return a value, or name no output.",
            () => Node.Create((int x) => { }, output: "y"));
        Call.Refuses(
            "Node 'note' returns nothing, but an output is named: 'y'. Return a value, or name no output.",
            () => Node.Create((int x) => Task.CompletedTask, output: "y", name: "note"));
    }
}
