using System.Collections.Immutable;
using Hypergraph.Tests.Execution;

namespace Hypergraph.Tests.Nodes;

/// <summary>The parameters of functions: any number of them, <see langword="params"/>, tokens.</summary>
public class ParameterTests
{
    [Fact]
    public void Create_Params_array_That_is_left_out_is_empty()
    {
        FunctionNode node = Node.Create((params int[] numbers) => numbers.Sum(), output: "sum");

        Assert.True(node.Inputs[0].HasDefault);
        Assert.Equal(Array.Empty<int>(), node.Inputs[0].DefaultValue);
        Assert.Equal(6, Call.Run(node, ("numbers", new[] { 1, 2, 3 }))["sum"]);
        Assert.Equal(0, Call.Run(node)["sum"]);
    }

    public static TheoryData<string, Delegate> ParamsCollections => new()
    {
        { "sequence", (params IEnumerable<int> numbers) => numbers.Count() },
        { "read-only collection", (params IReadOnlyCollection<int> numbers) => numbers.Count },
        { "read-only list", (params IReadOnlyList<int> numbers) => numbers.Count },
        { "immutable array", (params ImmutableArray<int> numbers) => numbers.Length },
        { "immutable list", (params ImmutableList<int> numbers) => numbers.Count },
        { "array of references", (params string?[] texts) => texts.Length },
    };

    [Theory]
    [MemberData(nameof(ParamsCollections))]
    public void Create_Params_collection_That_is_left_out_is_empty(string kind, Delegate function)
    {
        Assert.Equal(0, Call.Run(Node.Create(function, output: "count", name: kind))["count"]);
    }

    [Fact]
    public async Task Create_Params_collection_that_can_change_Is_a_new_one_in_each_call()
    {
        List<object> seen = [];
        Delegate[] functions =
        [
            (int x, params List<int> numbers) => Add(numbers, x),
            (int x, params HashSet<int> numbers) => Add(numbers, x),
            (int x, params IList<int> numbers) => Add(numbers, x),
            (int x, params ICollection<int> numbers) => Add(numbers, x),
            (int a, int b, int c, int d, int e, int f, int x, params List<int> numbers) => Add(numbers, x),
            (int x, params List<int> numbers) => { Add(numbers, x); },
        ];
        foreach (Delegate function in functions)
        {
            FunctionNode node = Node.Create(function, output: function.Method.ReturnType == typeof(void) ? [] : ["count"], name: "add");
            Graph graph = new Graph("g", [node]).Bind([.. node.Inputs.Where(i => i.Name.Length == 1 && i.Name != "x").Select(i => (i.Name, (object?)0))]);
            seen.Clear();
            await Both.MapAsync(graph, new { x = new[] { 1, 2 } }, "x");
            await Both.RunAsync(new Graph([graph.AsNode()]), new { x = 3 });

            Assert.Equal(6, seen.Count);
            Assert.Equal(6, seen.Distinct(ReferenceEqualityComparer.Instance).Count());
            Assert.All(seen, numbers => Assert.Single((ICollection<int>)numbers));
        }

        FunctionNode given = Node.Create(functions[0], output: "count");
        Assert.Equal(3, Call.Run(given, ("x", 1), ("numbers", new List<int> { 8, 9 }))["count"]);

        int Add(ICollection<int> numbers, int x)
        {
            numbers.Add(x);
            lock (seen)
            {
                seen.Add(numbers);
            }

            return numbers.Count;
        }
    }

    [Fact]
    public void Graph_Two_nodes_with_changing_params_of_one_name_Get_one_each()
    {
        var graph = new Graph(
        [
            Node.Create((params List<int> numbers) => { numbers.Add(1); return numbers.Count; }, output: "a"),
            Node.Create((params List<int> numbers) => { numbers.Add(1); return numbers.Count; }, output: "b"),
        ]);

        RunResult result = new SyncRunner().Run(graph);
        Assert.Equal((1, 1), ((int)result["a"]!, (int)result["b"]!));
    }

    [Fact]
    public void Graph_Two_nodes_with_params_of_one_name_Share_the_empty_default()
    {
        var graph = new Graph(
        [
            Node.Create((params int[] numbers) => numbers.Sum(), output: "sum"),
            Node.Create((params int[] numbers) => numbers.Length, output: "count"),
        ]);

        Assert.Equal(0, new SyncRunner().Run(graph)["sum"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    public void Create_Void_with_any_number_of_parameters_Runs(int count)
    {
        List<int> seen = [];
        Delegate function = count switch
        {
            0 => () => seen.Add(0),
            1 => (int a) => seen.Add(a),
            2 => (int a, int b) => seen.AddRange([a, b]),
            3 => (int a, int b, int c) => seen.AddRange([a, b, c]),
            4 => (int a, int b, int c, int d) => seen.AddRange([a, b, c, d]),
            _ => (int a, int b, int c, int d, int e, int f) => seen.AddRange([a, b, c, d, e, f]),
        };
        FunctionNode node = Node.Create(function, name: "note");

        Call.Run(node, [.. node.Inputs.Select((input, i) => (input.Name, (object?)(i + 1)))]);

        Assert.Equal(count == 0 ? [0] : Enumerable.Range(1, count), seen);
    }

    public static TheoryData<int> Arities => [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 16];

    [Theory]
    [MemberData(nameof(Arities))]
    public void Create_Any_number_of_parameters_Passes_each_in_its_place(int count)
    {
        Delegate function = count switch
        {
            1 => (int a) => $"{a}",
            2 => (int a, int b) => $"{a}{b}",
            3 => (int a, int b, int c) => $"{a}{b}{c}",
            4 => (int a, int b, int c, int d) => $"{a}{b}{c}{d}",
            5 => (int a, int b, int c, int d, int e) => $"{a}{b}{c}{d}{e}",
            6 => (int a, int b, int c, int d, int e, int f) => $"{a}{b}{c}{d}{e}{f}",
            7 => (int a, int b, int c, int d, int e, int f, int g) => $"{a}{b}{c}{d}{e}{f}{g}",
            8 => (int a, int b, int c, int d, int e, int f, int g, int h) => $"{a}{b}{c}{d}{e}{f}{g}{h}",
            9 => (int a, int b, int c, int d, int e, int f, int g, int h, int i) => $"{a}{b}{c}{d}{e}{f}{g}{h}{i}",
            10 => (int a, int b, int c, int d, int e, int f, int g, int h, int i, int j) => $"{a}{b}{c}{d}{e}{f}{g}{h}{i}{j}",
            _ => (int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k, int l, int m, int n, int o, int p) =>
                $"{a}{b}{c}{d}{e}{f}{g}{h}{i}{j}{k}{l}{m}{n}{o}{p}",
        };
        FunctionNode node = Node.Create(function, output: "text");

        RunResult result = Call.Run(node, [.. node.Inputs.Select((input, i) => (input.Name, (object?)(i + 1)))]);

        Assert.Equal(string.Concat(Enumerable.Range(1, count)), result["text"]);
    }

    [Fact]
    public async Task Create_Seven_parameters_with_a_token_default_and_a_task_Run()
    {
        FunctionNode node = Node.Create(
            async (int a, string b, double c, long d, CancellationToken token, bool e = true, char f = 'z') =>
            {
                await Task.Yield();
                return $"{a}{b}{c}{d}{token.CanBeCanceled}{e}{f}";
            },
            output: "text");

        Assert.Equal(["a", "b", "c", "d", "e", "f"], node.Inputs.Select(i => i.Name));
        RunResult result = await Call.RunAsync(node, ("a", 1), ("b", "B"), ("c", 1.5), ("d", 4L));
        Assert.Equal("1B1.54FalseTruez", result["text"]);
    }

    [Fact]
    public void Create_Token_parameter_Is_no_input_and_gets_the_run_s_token()
    {
        using var source = new CancellationTokenSource();
        CancellationToken seen = default;
        FunctionNode node = Node.Create((int x, CancellationToken token) => { seen = token; return x; }, output: "y");

        new SyncRunner().Run(new Graph([node]), [("x", 1)], new RunOptions(), source.Token);

        Assert.Equal(["x"], node.Inputs.Select(i => i.Name));
        Assert.Equal(source.Token, seen);
    }

    [Fact]
    public async Task Create_Token_parameter_of_a_nested_graph_s_node_Gets_the_run_s_token()
    {
        using var source = new CancellationTokenSource();
        CancellationToken seen = default;
        Graph inner = new("inner", [Node.Create((CancellationToken token, int x) => { seen = token; return x; }, output: "y")]);

        await new AsyncRunner().RunAsync(new Graph([inner.AsNode().MapOver("x")]), [("x", new[] { 1 })], new RunOptions(), source.Token);

        Assert.Equal(source.Token, seen);
    }
}
