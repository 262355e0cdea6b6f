using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace Hypergraph.Tests.Nodes;

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
    public void Create_Params_list_that_can_change_Has_no_default_that_runs_would_share() =>
        Assert.False(Node.Create((params List<int> numbers) => numbers.Count, output: "count").Inputs[0].HasDefault);

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

    [Fact]
    public async Task Run_Function_that_returns_no_task_Fails_with_its_node_s_name()
    {
        Delegate[] functions = [(int x) => (Task<int>)null!, (int x) => (Task)null!];
        foreach (Delegate function in functions)
        {
            FunctionNode node = Node.Create(function, outputs: [], name: "save");
            Assert.Equal(
                "Graph 'g': node 'save' returned null in place of a task. Return a task on every path, such as Task.CompletedTask or Task.FromResult, or declare the function async.",
                (await Assert.ThrowsAsync<InvalidOperationException>(() => new AsyncRunner().RunAsync(new Graph("g", [node]), ("x", 1)))).Message);
        }

        Assert.Equal(
            "The graph: node 'items' returned null in place of a stream. Return a stream on every path, without items where there are none.",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => Call.RunAsync(Node.Create((int x) => (IAsyncEnumerable<int>)null!, output: "items"), ("x", 1)))).Message);
    }

    [Fact]
    public async Task Run_Gate_and_interrupt_that_return_no_task_Fail_with_their_names()
    {
        var gated = new Graph("g", [Node.IfElse((int x) => (Task<bool>)null!, "a", Node.End, name: "gate"), Node.Create((int x) => x, output: "y", name: "a")]);
        Assert.StartsWith(
            "Graph 'g': node 'gate' returned null in place of a task.",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => new AsyncRunner().RunAsync(gated, ("x", 1)))).Message,
            StringComparison.Ordinal);

        var asking = new Graph("g", [Node.Interrupt<bool>((int x) => (Task<string>)null!, output: "approved", name: "ask")]);
        Assert.StartsWith(
            "Graph 'g': node 'ask' returned null in place of a task.",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => new AsyncRunner().RunAsync(asking, ("x", 1)))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Create_Expression_compiled_delegate_Is_refused_as_its_parameters_have_no_names()
    {
        Expression<Func<int, int>> expression = x => x + 1;
        Func<int, int> compiled = expression.Compile();

        Call.Refuses(
            "Parameter 1 of node 'y' has no name, so no edge can find it. Give the delegate a method whose parameters have names.",
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
        FunctionNode node = Node.Create((int x) => x, outputs: [], name: "drop");

        Assert.Empty(node.Outputs);
        Assert.Empty(Call.Run(node, ("x", 5)).Values);
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

    public static TheoryData<string, Delegate> AsynchronousFunctions => new()
    {
        { "task", async (int x) => { await Task.Yield(); return x + 1; } },
        { "task that is done", (int x) => Task.FromResult(x + 1) },
        { "value task", async ValueTask<int> (int x) => { await Task.Yield(); return x + 1; } },
        { "value task that is done", (int x) => new ValueTask<int>(x + 1) },
    };

    [Theory]
    [MemberData(nameof(AsynchronousFunctions))]
    public async Task Create_Asynchronous_function_Gives_the_awaited_result(string kind, Delegate function)
    {
        FunctionNode node = Node.Create(function, output: "y", name: kind);

        Assert.True(node.IsAsync);
        Assert.Equal(typeof(int), node.Outputs[0].Type);
        Assert.Equal(typeof(int), node.Function.ResultType);
        Assert.Equal(6, (await Call.RunAsync(node, ("x", 5))).Get<int>("y"));
    }

    public static TheoryData<string> KindsWithoutResult => ["task", "done task", "value task", "done value task"];

    [Theory]
    [MemberData(nameof(KindsWithoutResult))]
    public async Task Create_Asynchronous_function_without_a_result_Is_awaited_and_gives_nothing(string kind)
    {
        List<int> seen = [];
        Delegate function = kind switch
        {
            "task" => async (int x) => { await Task.Yield(); seen.Add(x); }
            ,
            "done task" => (int x) => { seen.Add(x); return Task.CompletedTask; }
            ,
            "value task" => async ValueTask (int x) => { await Task.Yield(); seen.Add(x); }
            ,
            _ => (int x) => { seen.Add(x); return ValueTask.CompletedTask; }
            ,
        };
        FunctionNode node = Node.Create(function, name: "note");

        RunResult result = await Call.RunAsync(node, ("x", 5));

        Assert.True(node.IsAsync);
        Assert.Empty(node.Outputs);
        Assert.Empty(result.Values);
        Assert.Equal([5], seen);
    }

    [Fact]
    public async Task Create_Stream_Is_collected_to_a_list()
    {
        static async IAsyncEnumerable<int> Count(int n, [EnumeratorCancellation] CancellationToken token = default)
        {
            for (int i = 0; i < n; i++)
            {
                await Task.Yield();
                token.ThrowIfCancellationRequested();
                yield return i;
            }
        }

        FunctionNode node = Node.Create(Count, output: "numbers");

        Assert.True(node.IsAsync);
        Assert.Equal(["n"], node.Inputs.Select(i => i.Name));
        Assert.Equal(typeof(List<int>), node.Outputs[0].Type);
        Assert.Equal([0, 1, 2], (await Call.RunAsync(node, ("n", 3))).Get<List<int>>("numbers"));
        Assert.Empty((await Call.RunAsync(node, ("n", 0))).Get<List<int>>("numbers"));
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
