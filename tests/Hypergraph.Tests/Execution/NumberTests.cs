using System.Globalization;
using System.Numerics;
using Hypergraph.Hosting;

namespace Hypergraph.Tests.Execution;

/// <summary>Numbers of another type than an input's: C#'s implicit conversions, never a rounded number.</summary>
public class NumberTests
{
    private static readonly Type[] Types =
    [
        typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(nint), typeof(nuint),
        typeof(char), typeof(float), typeof(double), typeof(decimal), typeof(Int128), typeof(UInt128), typeof(BigInteger), typeof(bool), typeof(DayOfWeek), typeof(string),
    ];

    /// <summary>The table of the C# language, and what the large integers of the library declare: implicit numeric conversions.</summary>
    private static readonly Dictionary<Type, Type[]> Implicit = new()
    {
        [typeof(sbyte)] = [typeof(short), typeof(int), typeof(long), typeof(nint), typeof(float), typeof(double), typeof(decimal), typeof(Int128), typeof(BigInteger)],
        [typeof(byte)] = [typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(nint), typeof(nuint), typeof(float), typeof(double), typeof(decimal), typeof(Int128), typeof(UInt128), typeof(BigInteger)],
        [typeof(short)] = [typeof(int), typeof(long), typeof(nint), typeof(float), typeof(double), typeof(decimal), typeof(Int128), typeof(BigInteger)],
        [typeof(ushort)] = [typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(nint), typeof(nuint), typeof(float), typeof(double), typeof(decimal), typeof(Int128), typeof(UInt128), typeof(BigInteger)],
        [typeof(int)] = [typeof(long), typeof(nint), typeof(float), typeof(double), typeof(decimal), typeof(Int128), typeof(BigInteger)],
        [typeof(uint)] = [typeof(long), typeof(ulong), typeof(nuint), typeof(float), typeof(double), typeof(decimal), typeof(Int128), typeof(UInt128), typeof(BigInteger)],
        [typeof(long)] = [typeof(float), typeof(double), typeof(decimal), typeof(Int128), typeof(BigInteger)],
        [typeof(ulong)] = [typeof(float), typeof(double), typeof(decimal), typeof(Int128), typeof(UInt128), typeof(BigInteger)],
        [typeof(nint)] = [typeof(long), typeof(float), typeof(double), typeof(decimal), typeof(Int128), typeof(BigInteger)],
        [typeof(nuint)] = [typeof(ulong), typeof(float), typeof(double), typeof(decimal), typeof(Int128), typeof(UInt128), typeof(BigInteger)],
        [typeof(char)] = [typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(nint), typeof(nuint), typeof(float), typeof(double), typeof(decimal), typeof(Int128), typeof(UInt128), typeof(BigInteger)],
        [typeof(float)] = [typeof(double)],
        [typeof(Int128)] = [typeof(BigInteger)],
        [typeof(UInt128)] = [typeof(BigInteger)],
    };

    private static FunctionNode Echo<T>() => Node.Create((T x) => x, output: "y", name: "echo");

    private static FunctionNode Echo(Type type) =>
        (FunctionNode)typeof(NumberTests).GetMethods(System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)
            .First(m => m is { Name: nameof(Echo), IsGenericMethodDefinition: true }).MakeGenericMethod(type).Invoke(null, null)!;

    private static object Five(Type type) =>
        type == typeof(string) ? "5"
        : type == typeof(bool) ? true
        : type == typeof(nint) ? (nint)5
        : type == typeof(nuint) ? (nuint)5
        : type == typeof(Int128) ? (Int128)5
        : type == typeof(UInt128) ? (UInt128)5
        : type == typeof(BigInteger) ? (BigInteger)5
        : type.IsEnum ? DayOfWeek.Friday
        : Convert.ChangeType(5, type, CultureInfo.InvariantCulture);

    [Fact]
    public void Run_Number_Is_converted_exactly_where_C_sharp_does_it_without_a_cast()
    {
        var runner = new SyncRunner();
        foreach (Type to in Types)
        {
            var graph = new Graph([Echo(to)]);
            var optional = new Graph([Echo(to.IsValueType ? typeof(Nullable<>).MakeGenericType(to) : to)]);
            foreach (Type from in Types)
            {
                if (from == to || (Implicit.TryGetValue(from, out Type[]? targets) && targets.Contains(to)))
                {
                    Assert.Equal(Five(to), runner.Run(graph, ("x", Five(from)))["y"]);
                    Assert.Equal(Five(to), runner.Run(optional, ("x", Five(from)))["y"]);
                }
                else
                {
                    Assert.Throws<InvalidInputException>(() => runner.Run(graph, ("x", Five(from))));
                    Assert.Throws<InvalidInputException>(() => runner.Run(optional, ("x", Five(from))));
                }
            }
        }
    }

    [Fact]
    public void Run_Number_that_would_be_rounded_Is_refused()
    {
        var graph = new Graph([Echo<double>()]);
        Assert.Equal(
            "The graph: input 'x' accepts double, but a value of type long was supplied. Supply a value of that type. 9007199254740993 would be rounded as double.",
            Assert.Throws<InvalidInputException>(() => new SyncRunner().Run(graph, ("x", 9007199254740993L))).Message);
        Assert.Equal(9007199254740992d, new SyncRunner().Run(graph, ("x", 9007199254740992L))["y"]);
        Assert.Throws<InvalidInputException>(() => new SyncRunner().Run(new Graph([Echo<float>()]), ("x", int.MaxValue)));
        Assert.Throws<InvalidInputException>(() => new SyncRunner().Run(new Graph([Echo<double>()]), ("x", ulong.MaxValue)));
        Assert.Equal((decimal)ulong.MaxValue, new SyncRunner().Run(new Graph([Echo<decimal>()]), ("x", ulong.MaxValue))["y"]);
        Assert.Equal(-5m, new SyncRunner().Run(new Graph([Echo<decimal>()]), ("x", -5L))["y"]);
        Assert.Equal(double.NegativeInfinity, new SyncRunner().Run(graph, ("x", float.NegativeInfinity))["y"]);
    }

    [Fact]
    public async Task Run_Every_form_of_call_converts()
    {
        var graph = new Graph([Echo<double>()]);
        Assert.Equal(1d, (await Both.RunAsync(graph, new { x = 1 }))["y"]);
        Assert.Equal(1d, (await Both.RunAsync(graph, new Dictionary<string, object?> { ["x"] = 1 }))["y"]);
        Assert.Equal([1d, 2d], (await Both.MapAsync(graph, new { x = new[] { 1, 2 } }, "x")).Get<double>("y"));
        Assert.Equal([1d, 2d], (await Both.MapAsync(graph, new { x = new List<int> { 1, 2 } }, "x")).Get<double>("y"));
        Assert.Equal([1d, 2d], (await Both.MapAsync(graph, new { x = Enumerable.Range(1, 2) }, "x")).Get<double>("y"));
        Assert.Equal([1d, 2.5, 3d], (await Both.MapAsync(graph, new { x = new object[] { 1, 2.5, 3f } }, "x")).Get<double>("y"));
        Assert.Equal([1d, null], (await Both.MapAsync(new Graph([Echo<double?>()]), new { x = new int?[] { 1, null } }, "x")).Get<double?>("y"));
        Assert.Equal("[{\"x\":1}]", System.Text.Json.JsonSerializer.Serialize(CallInputs.Split(graph, new Dictionary<string, object?> { ["x"] = new[] { 1 } }, "x")));
    }

    [Fact]
    public async Task Run_Items_for_a_mapped_node_Are_converted()
    {
        var mapped = new Graph([new Graph("echo", [Echo<double>()]).AsNode().MapOver("x")]);
        Assert.Equal([1d, 2d], (IEnumerable<double>)(await Both.RunAsync(mapped, new { x = new[] { 1, 2 } }))["y"]!);
        Assert.Equal([1d, 2.5], (IEnumerable<double>)(await Both.RunAsync(mapped, new { x = new List<object> { 1, 2.5 } }))["y"]!);
        Assert.Equal([1d, 2d], (IEnumerable<double>)(await Both.RunAsync(mapped.Bind("x", new[] { 1, 2 }), new { }))["y"]!);
        Assert.Equal([1d], (IEnumerable<double>)(await Both.RunAsync(new Graph([mapped.Bind("x", new[] { 1 }).AsNode("n")]), new { }))["y"]!);
        Assert.Equal([1d], (IEnumerable<double>)(await Both.RunAsync(new Graph([mapped.AsNode("n")]), new { x = new[] { 1 } }))["y"]!);

        var twice = new Graph([mapped.AsNode("n").MapOver("x")]);
        Assert.Equal([[1d], [2d, 3d]], (double[][])(await Both.RunAsync(twice, new { x = new[] { new[] { 1 }, new[] { 2, 3 } } }))["y"]!);
        Assert.Equal([[1d], [2d, 3d]], (await Both.MapAsync(mapped, new { x = new[] { new[] { 1 }, new[] { 2, 3 } } }, "x")).Get<double[]>("y"));

        var optional = new Graph([new Graph("echo", [Echo<double?>()]).AsNode().MapOver("x")]);
        Assert.Equal([1d, null], (IEnumerable<double?>)(await Both.RunAsync(optional, new { x = new int?[] { 1, null } }))["y"]!);
    }

    [Fact]
    public void Run_Items_that_C_sharp_does_not_convert_Are_refused_for_a_mapped_node()
    {
        var runner = new SyncRunner();
        var mapped = new Graph([new Graph("echo", [Echo<double>()]).AsNode().MapOver("x")]);
        Assert.Throws<InvalidInputException>(() => runner.Run(mapped, ("x", new[] { 1m })));
        Assert.Throws<InvalidInputException>(() => runner.Run(mapped, ("x", new[] { 9007199254740993L })));
        Assert.Throws<InvalidInputException>(() => runner.Run(mapped, ("x", "12")));
        Assert.Throws<GraphConfigurationException>(() => mapped.Bind("x", new[] { 1m }));

        // A function that accepts a collection receives it unchanged, as in C#.
        Assert.Throws<InvalidInputException>(() => runner.Run(new Graph([Echo<IEnumerable<double>>()]), ("x", new[] { 1 })));
    }

    [Fact]
    public async Task Map_stream_Items_are_converted()
    {
        var graph = new Graph([Echo<double>()]);
        List<double> seen = [];
        await foreach (RunResult result in new AsyncRunner().MapStreamAsync(graph, "x", Numbers(1, 2)))
        {
            seen.Add(result.Get<double>("y"));
        }

        Assert.Equal([1d, 2d], seen);
        Assert.Equal(
            "The graph: 'x' is mapped over a stream of long, but 9007199254740993 would be rounded as double. Supply a stream of double.",
            (await Assert.ThrowsAsync<InvalidInputException>(async () =>
            {
                await foreach (RunResult _ in new AsyncRunner().MapStreamAsync(graph, "x", Numbers(9007199254740993L)))
                {
                }
            })).Message);
    }

    private static async IAsyncEnumerable<T> Numbers<T>(params T[] numbers)
    {
        foreach (T number in numbers)
        {
            await Task.Yield();
            yield return number;
        }
    }

    [Fact]
    public void Map_Item_that_would_be_rounded_Is_named() => Assert.Equal(
        "The graph: 'x' is mapped over, so it accepts a collection of double, but a value of type long[], whose item 1 is of type long (9007199254740993 would be rounded as double), was supplied. Supply such a collection.",
        Assert.Throws<InvalidInputException>(() => new SyncRunner().Map(new Graph([Echo<double>()]), new { x = new[] { 1, 9007199254740993L } }, "x")).Message);

    [Fact]
    public async Task Bind_Number_Is_converted()
    {
        Graph graph = new Graph([Node.Create((double rate, double? other) => rate + other, output: "sum")]).Bind(("rate", 1), ("other", (byte)2));

        Assert.Equal(3d, (await Both.RunAsync(graph, new { }))["sum"]);
        Assert.Equal(1d, graph.BoundInputs.First().FallbackValue);
        Assert.Equal(3d, (await Both.RunAsync(new Graph([graph.AsNode("inner")]), new { }))["sum"]);
        Assert.Equal(
            "The graph: 'rate' is bound to a value of type decimal, but it accepts double. Bind a value of that type.",
            Assert.Throws<GraphConfigurationException>(() => graph.Bind("rate", 1m)).Message);
    }

    [Fact]
    public async Task Default_of_a_function_over_data_Is_converted_for_typed_readers()
    {
        FunctionNode data = Node.CreateFrom(NodeFunction.FromValues(["x"], v => v["x"], new Dictionary<string, object?> { ["x"] = 1 }), ["seen"], "data");
        FunctionNode typed = Node.Create((double x = 1) => x / 2, output: "half");

        Assert.Equal(0.5, (await Both.RunAsync(new Graph([data, typed]), new { }))["half"]);
    }

    [Fact]
    public async Task Resume_Number_as_an_answer_Is_converted()
    {
        var graph = new Graph([Node.Interrupt<double>((int x) => "rate?", output: "rate", name: "ask"), Node.Create((double rate) => rate * 2, output: "y")]);
        var runner = new AsyncRunner();
        RunResult paused = await runner.RunAsync(graph, ("x", 1));

        Assert.Equal(6d, (await runner.ResumeAsync(paused, 3))["y"]);
        Assert.Equal(6d, (await runner.RunAsync(graph, ("x", 1), ("rate", 3)))["y"]);
        RunResult handled = await runner.RunAsync(graph, new { x = 1 }, new RunOptions { InterruptHandler = (_, _) => ValueTask.FromResult(InterruptAnswer.Of(3)) });
        Assert.Equal(6d, handled["y"]);
    }

    [Fact]
    public async Task Run_Number_of_an_untyped_producer_Fails_with_the_conversion()
    {
        var graph = new Graph([Node.CreateFrom(NodeFunction.FromValues([], _ => 1), ["x"], "data"), Node.Create((double x) => x, output: "y", name: "use")]);
        RunResult result = await Both.RunAsync(graph, new { }, new RunOptions { ErrorHandling = ErrorHandling.Continue });

        Assert.Equal("The graph: node 'use' reads 'x' as double, but received a value of type int. Convert it where it is produced: (double)x.", result.Error!.Message);
    }
}
