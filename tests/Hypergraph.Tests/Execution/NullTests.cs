using System.Diagnostics.CodeAnalysis;

namespace Hypergraph.Tests.Execution;

/// <summary>Null for a parameter that is declared not to be null.</summary>
public class NullTests
{
    private const string AtTheCall = "The graph: input 'text' accepts string, but null was supplied. Supply a value of that type. Where null is a value, declare the parameter as string?.";

    private static Graph Strict { get; } = new([Node.Create((string text) => text.Length, output: "length", name: "measure")]);

    private static string? NoText(int x) => x > 0 ? "abc" : null;

    private static int Length(string text) => text.Length;

    private static T Same<T>(T value) => value;

    private static string Shown([AllowNull] string text) => text ?? "none";

    private static int Denied([DisallowNull] string? text) => text.Length;

    private static async Task<string> MessageAsync(Graph graph, object values)
    {
        RunResult result = await Both.RunAsync(graph, values, new RunOptions { ErrorHandling = ErrorHandling.Continue });
        return Assert.IsType<InvalidOperationException>(result.Error).Message;
    }

    public static TheoryData<string, Delegate> StrictFunctions => new()
    {
        { "lambda", (string text) => text.Length },
        { "closure", Closure(1) },
        { "method group", Length },
        { "typed delegate", (Func<string, int>)(text => text.Length) },
        { "DisallowNull", (Func<string, int>)Denied },
        { "many parameters", (string text, int a = 1, int b = 2, int c = 3, int d = 4, int e = 5, int f = 6, int g = 7) => text.Length },
        { "list of nullables", (List<string?> text) => text.Count },
        { "array of nullables", (string?[] text) => text.Length },
    };

    private static Delegate Closure(int offset) => (string text) => text.Length + offset;

    [Theory]
    [MemberData(nameof(StrictFunctions))]
    public void Run_Null_for_a_parameter_that_is_not_nullable_Is_refused(string kind, Delegate function)
    {
        var graph = new Graph([Node.Create(function, output: "y", name: kind)]);
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => new SyncRunner().Run(graph, ("text", null)));

        Assert.Equal("text", error.Input);
        Assert.Contains("but null was supplied", error.Message, StringComparison.Ordinal);
    }

#nullable disable
    private static Delegate Oblivious => (string text) => text is null ? 0 : 1;
#nullable restore

    public static TheoryData<string, Delegate> LenientFunctions => new()
    {
        { "nullable", (string? text) => text is null ? 0 : 1 },
        { "default of null", (string? text = null) => text is null ? 0 : 1 },
        { "AllowNull", (string? text) => Shown(text) == "none" ? 0 : 1 },
        { "without annotations", Oblivious },
        { "nullable value", (int? text) => text is null ? 0 : 1 },
        { "nullable array", (string[]? text) => text is null ? 0 : 1 },
        { "nullable list", (List<string>? text) => text is null ? 0 : 1 },
    };

    [Theory]
    [MemberData(nameof(LenientFunctions))]
    public async Task Run_Null_for_a_parameter_that_allows_it_Is_passed(string kind, Delegate function) =>
        Assert.Equal(0, (await Both.RunAsync(new Graph([Node.Create(function, output: "y", name: kind)]), new Dictionary<string, object?> { ["text"] = null }))["y"]);

    [Fact]
    public async Task Run_Null_for_a_type_parameter_and_for_Allow_null_Is_passed()
    {
        Assert.Null((await Both.RunAsync(new Graph([Node.Create((Func<string?, string?>)Same, output: "y")]), new Dictionary<string, object?> { ["value"] = null }))["y"]);
        Assert.Equal("none", (await Both.RunAsync(new Graph([Node.Create(Shown, output: "y")]), new Dictionary<string, object?> { ["text"] = null }))["y"]);
    }

    [Fact]
    public void Forms_of_calls_Reject_null()
    {
        Assert.Equal(AtTheCall, Assert.Throws<InvalidInputException>(() => new SyncRunner().Run(Strict, ("text", null))).Message);
        Assert.Equal(
            "The graph: 'text' is bound to null, but it accepts string. Bind a value of that type. Where null is a value, declare the parameter as string?.",
            Assert.Throws<GraphConfigurationException>(() => Strict.Bind("text", null)).Message);
        Assert.Equal(AtTheCall, Assert.Throws<InvalidInputException>(() => new SyncRunner().Run(new Graph([Strict.AsNode("inner")]), ("text", null))).Message);
        foreach (object texts in new object[] { new[] { "a", null }, new List<string?> { "a", null }, new object?[] { "a", null }, Sequence() })
        {
            Assert.Equal(
                "The graph: 'text' is mapped over, so it accepts a collection of string, but item 1 is null. Where null is a value, declare the parameter as string?.",
                Assert.Throws<InvalidInputException>(() => new SyncRunner().Map(Strict, new { text = texts }, "text")).Message);
        }

        static IEnumerable<string?> Sequence()
        {
            yield return "a";
            yield return null;
        }
    }

    [Fact]
    public async Task Null_from_a_node_Fails_the_node_that_takes_it_and_names_the_one_that_produced_it()
    {
        var graph = new Graph("g", [Node.Create(NoText, output: "text", name: "find"), Node.Create((string text) => text.Length, output: "length", name: "measure")]);

        Assert.Equal(3, (await Both.RunAsync(graph, new { x = 1 }))["length"]);
        Assert.Equal(
            "Graph 'g': node 'measure' reads 'text' as string, but 'find' produced null for it. Produce a value, or declare the parameter as string?.",
            await MessageAsync(graph, new { x = 0 }));
    }

    [Fact]
    public async Task Null_of_a_tuple_and_of_a_function_over_data_Is_named()
    {
        var tuple = new Graph([Node.Create((int x) => ((string?)null, x), output: ["text", "n"], name: "split"), Node.Create((string text, int n) => text.Length + n, output: "length", name: "measure")]);
        Assert.Equal("The graph: node 'measure' reads 'text' as string, but 'split' produced null for it. Produce a value, or declare the parameter as string?.", await MessageAsync(tuple, new { x = 1 }));

        var data = new Graph([Node.CreateFrom(NodeFunction.FromValues([], _ => null), ["text"], "data"), Node.Create((string text) => text.Length, output: "length", name: "measure")]);
        Assert.Equal("The graph: node 'measure' reads 'text' as string, but 'data' produced null for it. Produce a value, or declare the parameter as string?.", await MessageAsync(data, new { }));
    }

    [Fact]
    public async Task Null_that_a_gate_keeps_from_a_node_Fails_nothing()
    {
        var graph = new Graph(
        [
            Node.Create(NoText, output: "text", name: "find"),
            Node.IfElse((string? text) => text is null, "missing", "measure", name: "gate"),
            Node.Create((string? text) => -1, output: "length", name: "missing"),
            Node.Create((string text) => text.Length, output: "length", name: "measure"),
        ]);

        Assert.Equal(-1, (await Both.RunAsync(graph, new { x = 0 }))["length"]);
        Assert.Equal(3, (await Both.RunAsync(graph, new { x = 1 }))["length"]);
    }

    [Fact]
    public async Task Null_for_a_nested_graph_Is_named_by_the_nodes_outside()
    {
        Graph inner = new("inner", [Node.Create((string text) => text.Length, output: "length", name: "measure")]);
        var graph = new Graph([Node.Create(NoText, output: "text", name: "find"), inner.AsNode()]);

        Assert.Equal(
            "The graph: node 'inner' reads 'text' as string, but 'find' produced null for it. Produce a value, or declare the parameter as string?.",
            await MessageAsync(graph, new { x = 0 }));
    }

    [Fact]
    public async Task Null_for_an_intercepted_node_Is_named_and_its_interceptor_sees_it()
    {
        FunctionNode measure = Node.Create((string text) => text.Length, output: "length", name: "measure").WithInterceptors(Around.PassThrough);
        var graph = new Graph([Node.Create(NoText, output: "text", name: "find"), measure]);

        Assert.Equal(
            "The graph: node 'measure' reads 'text' as string, but 'find' produced null for it. Produce a value, or declare the parameter as string?.",
            await MessageAsync(graph, new { x = 0 }));
    }

    [Fact]
    public async Task Nulls_that_failed_items_leave_Are_read_by_who_takes_the_array()
    {
        Graph inner = new("inner", [Node.Create((int x) => x > 1 ? throw new InvalidOperationException("odd") : $"{x}", output: "text")]);
        var graph = new Graph(
        [
            inner.AsNode().MapOver(["x"], MapMode.Zip, ErrorHandling.Continue),
            Node.Create((string[] text) => text.Count(t => t is null), output: "missing"),
        ]);

        Assert.Equal(1, (await Both.RunAsync(graph, new { x = new[] { 1, 2 } }))["missing"]);
    }
}
