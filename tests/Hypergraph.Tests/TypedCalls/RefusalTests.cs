using Hypergraph.Tests.Graphs;

namespace Hypergraph.Tests.TypedCalls;

/// <summary>Everything that is wrong is in the message when the delegate is made.</summary>
public sealed class RefusalTests
{
    private static readonly Graph Asynchronous = new("later", [Node.Create((int x) => Task.FromResult(x), output: "y", name: "wait")]);

    private delegate int Misspelled(int amuont, int price);

    private delegate void Nothing(int v0);

    private delegate int ByReference(ref int v0);

    private static readonly Graph Total = Chains.Order.Select("total");

    public sealed record Order(int Amount, int Price, string Comment);

    [Fact]
    public void Unknown_name_Is_refused_with_the_nearest_one() => Refusal.Says(
        "Graph 'order' cannot be called as Misspelled: there is no input 'amuont'. Did you mean 'amount'? Inputs: 'amount', 'price'.",
        () => Total.Compile<Misspelled>());

    [Fact]
    public void Unknown_property_Is_refused() => Refusal.Says(
        "Graph 'order' cannot be called as Func<Order, int>: there is no input 'Comment'. Inputs: 'amount', 'price'.",
        () => Total.Compile<Func<Order, int>>());

    [Fact]
    public void Value_for_a_graph_without_inputs_Is_refused() => Refusal.Says(
        "Graph 'one' cannot be called as Func<int, int>: it has 1 value, but the graph has no inputs. Use a delegate without parameters.",
        () => new Graph("one", [Node.Create(() => 1, output: "y")]).Compile<Func<int, int>>());

    [Fact]
    public void Names_that_are_null_Are_refused()
    {
        Assert.Equal("inputs", Assert.Throws<ArgumentNullException>(() => Total.Compile<Func<int, int, int>>((string[])null!)).ParamName);
        Assert.Equal("options", Assert.Throws<ArgumentException>(() => Total.Compile<Func<int, int, int>>("amount", null!)).ParamName);
        Assert.Equal("options", Assert.Throws<ArgumentException>(() => Total.Typed<(int, int), int>(new TypedGraphOptions { Outputs = [null!] })).ParamName);
    }

    [Fact]
    public void Missing_inputs_Are_refused() => Refusal.Says(
        "Graph 'order' cannot be called as Func<int>: required inputs are not supplied: amount: int, price: int. Supply them, or Bind them.",
        () => Total.Compile<Func<int>>());

    [Fact]
    public void Missing_input_Is_refused() => Refusal.Says(
        "Graph 'order' cannot be called as Func<int, int>: a required input is not supplied: price: int. Supply it, or Bind it.",
        () => Total.Compile<Func<int, int>>("amount"));

    [Fact]
    public void Inputs_of_one_type_without_names_Are_refused() => Refusal.Says(
        "Graph 'order' cannot be called as Func<int, int, int>: the types int, int do not determine which input each value is, and their names are not known at run time. Name the inputs in this order. Inputs: amount: int, price: int.",
        () => Total.Compile<Func<int, int, int>>());

    [Fact]
    public void Other_number_of_names_Is_refused() => Refusal.Says(
        "Graph 'order' cannot be called as Func<int, int, int>: 1 input is named, but there are 2 values. Name one for each value.",
        () => Total.Compile<Func<int, int, int>>("amount"));

    [Fact]
    public void Name_twice_Is_refused() => Refusal.Says(
        $"Graph 'order' cannot be called as Func<int, int, int>:{Environment.NewLine}- input 'amount' is supplied twice. Supply it once.{Environment.NewLine}- a required input is not supplied: price: int. Supply it, or Bind it.",
        () => Total.Compile<Func<int, int, int>>("amount", "amount"));

    [Fact]
    public void Wrong_type_of_an_input_Is_refused() => Refusal.Says(
        "Graph 'order' cannot be called as Func<int, string, int>: input 'price' accepts int, but value 2 is of type string. Supply int.",
        () => Total.Compile<Func<int, string, int>>("amount", "price"));

    [Fact]
    public void Wider_type_of_an_input_Is_refused() => Refusal.Says(
        "Graph 'three' cannot be called as Func<long, int>: input 'v0' accepts int, but value 1 is of type long. Supply int.",
        () => Chains.Three().Compile<Func<long, int>>());

    [Fact]
    public void Wrong_type_of_the_output_Is_refused() => Refusal.Says(
        "Graph 'three' cannot be called as Func<int, string>: output 'v3' is of type int, but value 1 of the result is string. Return int.",
        () => Chains.Three().Compile<Func<int, string>>());

    [Fact]
    public void Unknown_output_Is_refused_with_the_nearest_one() => Refusal.Says(
        "Graph 'order' cannot be called as Func<int, int, int>: there is no output 'totl'. Did you mean 'total'? Outputs: 'total', 'text', 'is_large'.",
        () => Chains.Order.Compile<Func<int, int, int>>(new CompileOptions { Inputs = ["amount", "price"], Outputs = ["totl"] }));

    [Fact]
    public void Several_outputs_for_one_value_Are_refused() => Refusal.Says(
        "Graph 'order' cannot be called as Func<int, int, string>: 1 value is returned, but the graph has 2 outputs that could be meant: 'text', 'is_large'. Select the outputs that are meant, or name them in the options.",
        () => Chains.Order.Compile<Func<int, int, string>>("amount", "price"));

    [Fact]
    public void Output_of_a_branch_that_may_not_be_taken_Is_refused()
    {
        Graph graph = new(
            "branch",
            [
                Node.IfElse((int x) => x > 0, "positive", "negative", "sign"),
                Node.Create((int x) => x, output: "more", name: "positive"),
                Node.Create((int x) => -x, output: "less", name: "negative"),
            ]);

        Refusal.Says(
            "Graph 'branch' cannot be called as Func<int, int>: a run may complete without output 'more', because it depends on the decision of a gate. Produce it in every branch, or run the graph itself and use TryGet.",
            () => graph.Select("more").Compile<Func<int, int>>());
    }

    [Fact]
    public void Interrupt_Is_refused_also_in_a_nested_graph()
    {
        Graph inner = new("inner", [Node.Interrupt<bool>((string topic) => topic, output: "answer", name: "ask")]);

        Refusal.Says(
            "Graph 'inner' cannot be called as Func<string, bool>: node 'ask' may pause the run, which values cannot represent. Run the graph itself.",
            () => inner.Compile<Func<string, bool>>());
        Refusal.Says(
            "Graph 'outer' cannot be called as Func<string, Task<bool>>: node 'inner/ask' may pause the run, which values cannot represent. Run the graph itself.",
            () => new Graph("outer", [inner.AsNode()]).Compile<Func<string, Task<bool>>>());
        Refusal.Says(
            "Graph 'inner' cannot be called as string to bool: node 'ask' may pause the run, which values cannot represent. Run the graph itself.",
            () => inner.Typed<string, bool>());
    }

    [Fact]
    public void Asynchronous_node_in_a_delegate_that_returns_a_value_Is_refused()
    {
        Refusal.Says(
            "Graph 'later' cannot be called as Func<int, int>: node 'wait' is asynchronous. Return ValueTask<T> or Task<T>.",
            () => Asynchronous.Compile<Func<int, int>>());
        Refusal.Says(
            "Graph 'outer' cannot be called as Func<int, int>: node 'later/wait' is asynchronous. Return ValueTask<T> or Task<T>.",
            () => new Graph("outer", [Asynchronous.AsNode()]).Compile<Func<int, int>>());
    }

    [Fact]
    public void All_problems_Are_in_one_message() => Refusal.Says(
        $"Graph 'later' cannot be called as Func<string, string>:{Environment.NewLine}- node 'wait' is asynchronous. Return ValueTask<T> or Task<T>.{Environment.NewLine}- input 'x' accepts int, but value 1 is of type string. Supply int.{Environment.NewLine}- output 'y' is of type int, but value 1 of the result is string. Return int.",
        () => Asynchronous.Compile<Func<string, string>>());

    [Fact]
    public void Delegates_that_return_no_value_Are_refused()
    {
        Refusal.Says(
            "Graph 'three' cannot be called as Nothing: it returns void, but a call returns outputs. Return an output, a tuple or a record, or a task of it.",
            () => Chains.Three().Compile<Nothing>());
        Refusal.Says(
            "Graph 'three' cannot be called as Func<int, Task>: it returns Task, but a call returns outputs. Return an output, a tuple or a record, or a task of it.",
            () => Chains.Three().Compile<Func<int, Task>>());
    }

    [Fact]
    public void Delegates_of_other_shapes_Are_refused()
    {
        Refusal.Says(
            "Graph 'three' cannot be called as ByReference: parameter 'v0' is passed by reference or lives on the stack only. Pass a value.",
            () => Chains.Three().Compile<ByReference>());
        Refusal.Says(
            "Graph 'three' cannot be called as Delegate: it is no type of delegates with parameters and a result. Use Func, or a delegate type of your own.",
            () => Chains.Three().Compile<Delegate>());
    }
}
