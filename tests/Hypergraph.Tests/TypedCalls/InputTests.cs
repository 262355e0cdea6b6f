namespace Hypergraph.Tests.TypedCalls;

/// <summary>Which input each parameter of a delegate is.</summary>
public sealed class InputTests
{
    private delegate int Pricing(int amount, int price);

    private delegate int PricingOf((int Amount, int Price) order);

    private delegate int PricingOfOrder(Order order);

    private static readonly Graph Minus = new([Node.Create((int left, int right) => left - right, output: "difference", name: "minus")]);

    private static readonly Graph Priced = Chains.Order.Select("total");

    public sealed record Order(int Amount, int Price);

    public readonly record struct OrderValue(int Amount, int Price);

    public interface IPriced
    {
        int Price { get; }
    }

    public interface IOrdered : IPriced
    {
        int Amount { get; }
    }

    private sealed record Ordered(int Amount, int Price) : IOrdered;

    [Fact]
    public void Interface_Has_the_inputs_of_the_interfaces_that_it_extends() =>
        Assert.Equal(30, Chains.Order.Select("total").Compile<Func<IOrdered, int>>()(new Ordered(10, 3)));

    [Fact]
    public void Func_With_one_parameter_Is_the_only_required_input()
    {
        Func<int, int> compiled = Chains.Three().Compile<Func<int, int>>();

        Assert.Equal([4, 5, 103], [compiled(1), compiled(2), compiled(100)]);
    }

    [Fact]
    public void Func_With_named_inputs_Binds_them_in_this_order()
    {
        Assert.Equal(5, Minus.Compile<Func<int, int, int>>("left", "right")(7, 2));
        Assert.Equal(-5, Minus.Compile<Func<int, int, int>>("right", "left")(7, 2));
    }

    [Fact]
    public void Func_Whose_types_differ_Binds_by_type()
    {
        Graph graph = new([Node.Create((int count, string text) => string.Concat(Enumerable.Repeat(text, count)), output: "repeated", name: "repeat")]);

        Assert.Equal("ababab", graph.Compile<Func<string, int, string>>()("ab", 3));
    }

    [Fact]
    public void Delegate_of_its_own_type_Binds_by_the_names_of_its_parameters()
    {
        Assert.Equal(30, Priced.Compile<Pricing>()(amount: 10, price: 3));
        Assert.Equal(30, Priced.Compile<PricingOf>()((10, 3)));
        Assert.Equal(30, Priced.Compile<PricingOfOrder>()(new Order(10, 3)));
    }

    [Fact]
    public void Record_Supplies_an_input_by_each_property()
    {
        Assert.Equal(30, Priced.Compile<Func<Order, int>>()(new Order(10, 3)));
        Assert.Equal(30, Priced.Compile<Func<OrderValue, int>>()(new OrderValue(10, 3)));
        Assert.Equal(30, Priced.Compile<Func<OrderValue, CancellationToken, int>>()(new OrderValue(10, 3), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Record_That_is_null_Is_refused() =>
        Assert.Throws<ArgumentNullException>("input", () => Priced.Compile<Func<Order, int>>()(null!));

    [Fact]
    public void Record_That_an_input_accepts_Is_the_input_itself()
    {
        Graph graph = new([Node.Create((Order order) => order.Amount, output: "amount", name: "read")]);

        Assert.Equal(7, graph.Compile<Func<Order, int>>()(new Order(7, 1)));
    }

    [Fact]
    public void Tuple_With_named_inputs_Binds_them_in_this_order() =>
        Assert.Equal(5, Minus.Compile<Func<(int, int), int>>("left", "right")((7, 2)));

    [Fact]
    public void Optional_inputs_Keep_their_values_where_none_is_supplied()
    {
        Graph graph = new Graph([Node.Create((int x, int y, int z = 100) => x + y + z, output: "sum", name: "add")]).Bind("y", 10);

        Assert.Equal(111, graph.Compile<Func<int, int>>()(1));
        Assert.Equal(103, graph.Compile<Func<int, int, int>>("x", "y")(1, 2));
        Assert.Equal(6, graph.Compile<Func<int, int, int, int>>("x", "y", "z")(1, 2, 3));
        Assert.Equal(111, graph.Compile<Func<int, int>>()(1));
    }

    [Fact]
    public void Graph_without_required_inputs_Is_a_delegate_without_parameters()
    {
        Graph graph = Chains.Three().Bind("v0", 1);

        Assert.Equal(4, graph.Compile<Func<int>>()());
        Assert.Equal(4, graph.Compile<Func<CancellationToken, int>>()(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Sixteen_parameters_Are_bound()
    {
        Graph graph = new(
        [
            Node.Create((int a, int b, int c, int d, int e, int f) => a + (10 * b) + (100 * c) + d + e + f, output: "one", name: "one"),
            Node.Create((int g, int h, int i, int j, int k, int l) => g + h + i + j + k + l, output: "two", name: "two"),
            Node.Create((int m, int n, int o, int p, int one, int two) => m + n + o + (1_000_000 * p) + one + (1000 * two), output: "sum", name: "sum"),
        ]);
        string[] names = [.. "abcdefghijklmnop".Select(c => $"{c}")];

        int sum = graph.Compile<Func<int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int>>(names)(1, 2, 3, 0, 0, 0, 4, 5, 0, 0, 0, 0, 0, 0, 0, 9);

        Assert.Equal(9_000_000 + 9_000 + 321, sum);
    }

    [Fact]
    public void Nine_parameters_Cost_no_bytes_and_are_bound()
    {
        Graph graph = new(
        [
            Node.Create((int a, int b, int c, int d, int e) => a + b + c + d + e, output: "one", name: "one"),
            Node.Create((int f, int g, int h, int i, int one) => f + g + h + (10 * i) + one, output: "sum", name: "sum"),
        ]);
        Func<int, int, int, int, int, int, int, int, int, int> compiled =
            graph.Compile<Func<int, int, int, int, int, int, int, int, int, int>>("a", "b", "c", "d", "e", "f", "g", "h", "i");

        Assert.Equal(127, compiled(1, 2, 3, 4, 5, 6, 7, 9, 9));
        Assert.Equal(0, Allocation.Of(() => compiled(1, 2, 3, 4, 5, 6, 7, 8, 9)));
    }

    [Fact]
    public void Number_Is_widened_as_by_a_run()
    {
        Graph graph = new([Node.Create((double x, long? y) => x + y, output: "sum", name: "add")]);

        Assert.Equal(3.0, graph.Compile<Func<int, int, double?>>("x", "y")(1, 2));
    }

    [Fact]
    public void Number_That_would_be_rounded_Is_refused_as_by_a_run()
    {
        Graph graph = new("half", [Node.Create((double x) => x / 2, output: "half", name: "half")]);
        Func<long, double> compiled = graph.Compile<Func<long, double>>();

        InvalidInputException fromRun = Assert.Throws<InvalidInputException>(() => new SyncRunner().Run(graph, ("x", long.MaxValue)));

        Assert.Equal(2.0, compiled(4));
        Assert.Equal(fromRun.Message, Assert.Throws<InvalidInputException>(() => compiled(long.MaxValue)).Message);
    }

    [Fact]
    public void Null_That_an_input_forbids_Is_refused_as_by_a_run()
    {
        Graph graph = new("length", [Node.Create((string text) => text.Length, output: "length", name: "measure")]);
        Func<string, int> compiled = graph.Compile<Func<string, int>>();

        InvalidInputException fromRun = Assert.Throws<InvalidInputException>(() => new SyncRunner().Run(graph, ("text", null)));

        Assert.Equal(fromRun.Message, Assert.Throws<InvalidInputException>(() => compiled(null!)).Message);
        Assert.Equal(3, compiled("abc"));
    }

    [Fact]
    public void Array_whose_items_have_another_type_Is_refused_as_by_a_run()
    {
        Graph graph = new("sum", [Node.Create((uint[] numbers) => numbers.Length, output: "count", name: "count")]);
        Func<uint[], int> compiled = graph.Compile<Func<uint[], int>>();

        Assert.Equal(2, compiled([1, 2]));
        Assert.Throws<InvalidInputException>(() => compiled((uint[])(object)new[] { -1 }));
    }

    [Fact]
    public void Untyped_inputs_and_outputs_Have_the_types_of_the_delegate()
    {
        Graph graph = new([Node.CreateFrom(NodeFunction.FromValues(["x"], values => (int)values["x"]! + 1), ["y"], "add")]);
        Func<int, int> compiled = graph.Compile<Func<int, int>>();
        Func<int, string> wrong = graph.Compile<Func<int, string>>();

        RunResult result = new SyncRunner().Run(graph, ("x", 1));

        Assert.Equal(2, compiled(1));
        Assert.Equal(Assert.Throws<InvalidCastException>(() => result.Get<string>("y")).Message, Assert.Throws<InvalidCastException>(() => wrong(1)).Message);
    }
}
