using System.Linq.Expressions;

namespace Hypergraph.Tests.Nodes;

/// <summary>What delegates can be made a node: lambdas, closures, methods, local functions, delegates over delegates.</summary>
public class DelegateTests
{
    private delegate int Adder(int left, int right);

    private delegate int AdderWithDefault(int left, int right = 7);

    private int Offset { get; } = 100;

    private static int Double(int x) => x * 2;

    private int AddOffset(int x) => x + Offset;

    [Fact]
    public void Create_Lambda_Takes_its_parameters_and_gives_the_output()
    {
        FunctionNode node = Node.Create((int a, string b) => b + a, output: "joined");

        Assert.Equal(["a", "b"], node.Inputs.Select(i => i.Name));
        Assert.Equal([typeof(int), typeof(string)], node.Inputs.Select(i => i.Type));
        Assert.Equal(["joined"], node.Outputs.Select(o => o.Name));
        Assert.Equal(typeof(string), node.Outputs[0].Type);
        Assert.Equal(NodeKind.Function, node.Kind);
        Assert.False(node.IsAsync);
        Assert.Equal("x1", Call.Run(node, ("a", 1), ("b", "x"))["joined"]);
    }

    [Fact]
    public void Create_Closure_Sees_what_it_captures()
    {
        int captured = 40;
        Assert.Equal(42, Call.Run(Node.Create((int x) => x + captured, output: "y"), ("x", 2))["y"]);
    }

    [Fact]
    public void Create_Static_lambda_Runs() =>
        Assert.Equal(3, Call.Run(Node.Create(static (int x) => x + 1, output: "y"), ("x", 2))["y"]);

    [Fact]
    public void Create_Static_method_group_Runs() => Assert.Equal(8, Call.Run(Node.Create(Double, output: "y"), ("x", 4))["y"]);

    [Fact]
    public void Create_Instance_method_group_Runs() => Assert.Equal(104, Call.Run(Node.Create(AddOffset, output: "y"), ("x", 4))["y"]);

    [Fact]
    public void Create_Local_function_Runs()
    {
        int Triple(int x) => x * 3;
        Assert.Equal(12, Call.Run(Node.Create(Triple, output: "y"), ("x", 4))["y"]);
    }

    [Fact]
    public void Create_Local_function_with_a_closure_Runs()
    {
        int factor = 5;
        int Multiply(int x) => x * factor;
        Assert.Equal(20, Call.Run(Node.Create(Multiply, output: "y"), ("x", 4))["y"]);
    }

    [Fact]
    public void Create_No_parameters_Runs() => Assert.Equal(5, Call.Run(Node.Create(() => 5, output: "y"))["y"]);

    [Fact]
    public void Create_Custom_delegate_type_Has_the_names_of_the_method()
    {
        Adder add = (a, b) => a + b;
        FunctionNode node = Node.Create(add, output: "sum");

        Assert.Equal(["a", "b"], node.Inputs.Select(i => i.Name));
        Assert.Equal(3, Call.Run(node, ("a", 1), ("b", 2))["sum"]);
    }

    [Fact]
    public void Create_Custom_delegate_type_with_a_default_Has_the_defaults_of_the_method()
    {
        AdderWithDefault add = (int a, int b = 7) => a + b;
        Assert.Equal(8, Call.Run(Node.Create(add, output: "sum"), ("a", 1))["sum"]);
    }

    [Fact]
    public void Create_Delegate_closed_over_an_extension_method_Takes_the_other_parameters()
    {
        Func<int, string> repeat = "ab".Repeat;
        FunctionNode node = Node.Create(repeat, output: "text");

        Assert.Equal(["count"], node.Inputs.Select(i => i.Name));
        Assert.Equal("ababab", Call.Run(node, ("count", 3))["text"]);
    }

    [Fact]
    public void Create_Delegate_closed_by_reflection_over_a_static_method_Takes_the_other_parameters()
    {
        var join = (Func<string, string>)Delegate.CreateDelegate(typeof(Func<string, string>), "<", typeof(Texts).GetMethod(nameof(Texts.Join))!);
        FunctionNode node = Node.Create(join, output: "text");

        Assert.Equal(["second"], node.Inputs.Select(i => i.Name));
        Assert.Equal("<>", Call.Run(node, ("second", ">"))["text"]);
    }

    [Fact]
    public void Create_Open_instance_delegate_Takes_the_instance_first()
    {
        var length = (Func<string, int>)Delegate.CreateDelegate(typeof(Func<string, int>), typeof(string).GetProperty(nameof(string.Length))!.GetMethod!);
        FunctionNode node = Node.Create(length, output: "length", name: "length");

        NodeInput only = Assert.Single(node.Inputs);
        Assert.Equal(typeof(string), only.Type);
        Assert.Equal(3, Call.Run(node, (only.Name, "abc"))["length"]);
    }

    [Fact]
    public void Create_Delegate_over_a_method_with_wider_types_Runs()
    {
        Func<string, object> wide = Describe;
        Assert.Equal("<x>", Call.Run(Node.Create(wide, output: "y"), ("value", "x"))["y"]);

        static string Describe(object value) => $"<{value}>";
    }

    [Fact]
    public void Create_Delegate_over_another_delegate_Runs()
    {
        Func<int, int> first = x => x + 1;
        var second = new Func<int, int>(first.Invoke);
        FunctionNode node = Node.Create(second, output: "y");

        Assert.Equal(3, Call.Run(node, (node.Inputs[0].Name, 2))["y"]);
    }

    [Fact]
    public void Create_Generic_method_Runs()
    {
        Func<int, int[]> twice = Texts.Twice;
        Assert.Equal(new[] { 3, 3 }, Call.Run(Node.Create(twice, output: "y"), ("value", 3)).Get<int[]>("y"));
    }

    [Fact]
    public void Create_Expression_compiled_delegate_Is_refused_as_its_parameters_have_no_names()
    {
        Expression<Func<int, int>> expression = x => x + 1;
        Func<int, int> compiled = expression.Compile();

        Call.Refuses(
            "Parameter 1 of node 'y' has no name, so no edge can find it. Create the delegate from a method whose parameters have names.",
            () => Node.Create(compiled, output: "y"));
    }

    [Fact]
    public void Create_Expression_compiled_delegate_behind_a_lambda_Runs()
    {
        Expression<Func<int, int>> expression = x => x + 1;
        Func<int, int> compiled = expression.Compile();
        Assert.Equal(3, Call.Run(Node.Create((int x) => compiled(x), output: "y"), ("x", 2))["y"]);
    }

    [Fact]
    public void Create_Void_Gives_nothing()
    {
        List<int> seen = [];
        FunctionNode node = Node.Create((int x) => seen.Add(x), name: "note");

        Assert.Empty(node.Outputs);
        Assert.Equal(typeof(void), node.Function.ResultType);
        Assert.Empty(Call.Run(node, ("x", 5)).Values);
        Assert.Equal([5], seen);
    }

    [Fact]
    public void Create_Result_with_no_output_named_on_purpose_Is_discarded()
    {
        FunctionNode node = Node.Create((int x) => x, output: [], name: "drop");

        Assert.Empty(node.Outputs);
        Assert.Empty(Call.Run(node, ("x", 5)).Values);
    }

    [Fact]
    public void WithName_Function_Gives_a_new_node_and_keeps_the_old()
    {
        FunctionNode node = Node.Create((int x) => x + 1, output: "y");
        FunctionNode renamed = node.WithName("other");

        Assert.Equal("y", node.Name);
        Assert.Equal("other", renamed.Name);
        Assert.Equal(2, Call.Run(renamed, ("x", 1))["y"]);
    }

    [Fact]
    public void ToString_Function_Says_what_it_takes_and_gives()
    {
        Assert.Equal("y(x) → y", Node.Create((int x) => x, output: "y").ToString());
        Assert.Equal("note(x) → nothing", Node.Create((int x) => { }, name: "note").ToString());
    }
}
