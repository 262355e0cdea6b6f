using System.Collections;
using System.Collections.Immutable;
using Hypergraph.Hosting;

namespace Hypergraph.Tests.Execution;

/// <summary>The forms in which a call supplies its inputs.</summary>
public class CallInputTests
{
    private static Graph Sum { get; } = new([Node.Create((int x, int y) => x + y, output: "sum")]);

    public sealed record Inputs(int X, int Y);

    public static TheoryData<string, object> Forms => new()
    {
        { "dictionary", new Dictionary<string, object?> { ["x"] = 1, ["y"] = 2 } },
        { "dictionary of ints", new Dictionary<string, int> { ["x"] = 1, ["y"] = 2 } },
        { "immutable dictionary", ImmutableDictionary<string, object?>.Empty.Add("x", 1).Add("y", 2) },
        { "hashtable", new Hashtable { ["x"] = 1, ["y"] = 2 } },
        { "pairs", new KeyValuePair<string, object?>[] { new("x", 1), new("y", 2) } },
        { "anonymous object", new { x = 1, y = 2 } },
        { "tuples", new (string, object?)[] { ("x", 1), ("y", 2) } },
        { "list of tuples", new List<(string, object?)> { ("x", 1), ("y", 2) } },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Run_Takes_every_form(string form, object values)
    {
        Assert.NotEmpty(form);
        Assert.Equal(3, (await Both.RunAsync(Sum, values))["sum"]);
    }

    [Fact]
    public async Task Run_Takes_tuples_as_arguments()
    {
        Assert.Equal(3, new SyncRunner().Run(Sum, ("x", 1), ("y", 2))["sum"]);
        Assert.Equal(3, (await new AsyncRunner().RunAsync(Sum, ("x", 1), ("y", 2)))["sum"]);
        Assert.Equal(3, new SyncRunner().Run(Sum, [("x", 1), ("y", 2)], new RunOptions())["sum"]);
        Assert.Equal(3, (await new AsyncRunner().RunAsync(Sum, [("x", 1), ("y", 2)], new RunOptions()))["sum"]);
    }

    [Fact]
    public void Run_Takes_the_properties_of_a_record()
    {
        var graph = new Graph([Node.Create((int X, int Y) => X + Y, output: "sum")]);
        Assert.Equal(3, new SyncRunner().Run(graph, new Inputs(1, 2))["sum"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Run_Reads_objects_and_tuples_with_many_inputs_Again_and_again(int times)
    {
        var graph = new Graph([Node.Create((int a, int b, int c, int d, int e, int f, int g, int h, int i) => a + b + c + d + e + f + g + h + i, output: "sum")]);
        for (int n = 0; n < times; n++)
        {
            Assert.Equal(36 + n, new SyncRunner().Run(graph, new { a = n, b = 1, c = 2, d = 3, e = 4, f = 5, g = 6, h = 7, i = 8 })["sum"]);
            Assert.Equal(36 + n, new SyncRunner().Run(
                graph, ("a", n), ("b", 1), ("c", 2), ("d", 3), ("e", 4), ("f", 5), ("g", 6), ("h", 7), ("i", 8))["sum"]);
            Assert.Equal(3 + n, new SyncRunner().Run(Sum, new { x = 1, y = n + 2 })["sum"]);
        }
    }

    public class Base
    {
        public static int Shared => 5;

        public object x { get; init; } = "hidden";

        public int this[int index] => index;

#pragma warning disable CA1044 // Callers' types have such properties.
        public int WriteOnly
        {
            set => _ = value;
        }

        public int NotReadable { private get; set; }
#pragma warning restore CA1044

        public ReadOnlySpan<char> Text => "text";
    }

    public class Middle : Base
    {
        public new int x { get; init; } = 1;
    }

    public sealed class Derived : Middle
    {
        public int y { get; init; } = 2;
    }

    [Fact]
    public async Task Run_Takes_the_properties_that_can_be_read_and_are_not_hidden()
    {
        Assert.Equal(3, (await Both.RunAsync(Sum, new Derived()))["sum"]);
        Assert.Equal(["x", "y"], GraphInputs.From(new Derived()).Values.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Map_Product_over_an_empty_input_Is_an_empty_map()
    {
        var options = new MapOptions { Mode = MapMode.Product };
        Assert.Empty(await Both.MapAsync(Sum, new { x = new[] { 1, 2 }, y = Array.Empty<int>() }, ["x", "y"], options));
        Assert.Empty(await Both.MapAsync(Sum, new { x = Array.Empty<int>(), y = new[] { 1, 2 } }, ["x", "y"], options));

        Graph triple = new([Node.Create((int x, int y, int z) => x + y + z, output: "sum")]);
        int[] many = new int[100_000];
        Assert.Empty(await Both.MapAsync(triple, new { x = many, y = many, z = Array.Empty<int>() }, ["x", "y", "z"], options));
        Assert.Empty(await Both.MapAsync(triple, new { x = Array.Empty<int>(), y = many, z = many }, ["x", "y", "z"], options));
        GraphNode nested = triple.WithName("triple").AsNode().MapOver(["x", "y", "z"], MapMode.Product);
        Assert.Equal(Array.Empty<int>(), (await Both.RunAsync(new Graph([nested]), new { x = many, y = many, z = Array.Empty<int>() }))["sum"]);
    }

    [Fact]
    public async Task Map_Takes_tuples_and_one_or_several_names()
    {
        Assert.Equal([3, 4], new SyncRunner().Map(Sum, [("x", new[] { 1, 2 }), ("y", 2)], "x").Get<int>("sum"));
        Assert.Equal([3, 5], (await new AsyncRunner().MapAsync(Sum, [("x", new[] { 1, 2 }), ("y", new[] { 2, 3 })], ["x", "y"])).Get<int>("sum"));
        Assert.Equal([3, 5], new SyncRunner().Map(Sum, new { x = new[] { 1, 2 }, y = new[] { 2, 3 } }, new[] { "x", "y" }).Get<int>("sum"));
        MapOver over = ["x", "y"];
        Assert.Equal(2, over.Count);
        Assert.Equal(["x", "y"], over);
    }

    public static TheoryData<string, object> Collections => new()
    {
        { "array", new[] { 1, 2 } },
        { "list", new List<int> { 1, 2 } },
        { "read-only list", ImmutableArray.Create(1, 2) },
        { "set", new SortedSet<int> { 1, 2 } },
        { "sequence", Enumerable.Range(1, 2) },
        { "objects", new object[] { 1, 2 } },
        { "array list", new ArrayList { 1, 2 } },
        { "nullables", new int?[] { 1, 2 } },
    };

    [Theory]
    [MemberData(nameof(Collections))]
    public async Task Map_Takes_every_collection(string kind, object items)
    {
        Assert.NotEmpty(kind);
        Assert.Equal([11, 12], (await Both.MapAsync(Sum, new { x = items, y = 10 }, "x")).Get<int>("sum"));
    }

    [Fact]
    public async Task Map_Product_Goes_over_every_combination_in_the_order_of_the_call()
    {
        var graph = new Graph([Node.Create((string a, string b) => a + b, output: "ab")]);
        var values = new { a = new[] { "1", "2" }, b = new[] { "x", "y", "z" } };
        var options = new MapOptions { Mode = MapMode.Product };

        Assert.Equal(["1x", "1y", "1z", "2x", "2y", "2z"], (await Both.MapAsync(graph, values, ["a", "b"], options)).Get<string>("ab"));
        Assert.Equal(["1x", "2x", "1y", "2y", "1z", "2z"], (await Both.MapAsync(graph, values, ["b", "a"], options)).Get<string>("ab"));
    }

    [Fact]
    public async Task Map_Sequence_that_can_be_read_once_Is_read_once()
    {
        int reads = 0;
        IEnumerable<int> Once()
        {
            reads++;
            yield return 1;
            yield return 2;
        }

        MapResult result = await new AsyncRunner().MapAsync(Sum, new { x = Once(), y = 1 }, "x");
        Assert.Equal([2, 3], result.Get<int>("sum"));
        Assert.Equal(1, reads);
    }
}
