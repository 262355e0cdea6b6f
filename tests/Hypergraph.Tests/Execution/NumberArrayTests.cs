namespace Hypergraph.Tests.Execution;

/// <summary>
/// The runtime lets an array pass for one of other items of the same size: an <c>int[]</c> for a <c>uint[]</c>, in which -1 is 4294967295.
/// C# does not, and nor do graphs.
/// </summary>
public sealed class NumberArrayTests
{
    private static readonly int[] Ints = [-1, 2];

    public static TheoryData<Delegate, object, string, string> Calls => new()
    {
        { (uint[] x) => x.Length, Ints, "uint[]", "int[]" },
        { (int[] x) => x.Length, new[] { uint.MaxValue }, "int[]", "uint[]" },
        { (sbyte[] x) => x.Length, new byte[] { 200 }, "sbyte[]", "byte[]" },
        { (int[] x) => x.Length, new[] { DayOfWeek.Friday }, "int[]", "DayOfWeek[]" },
        { (DayOfWeek[] x) => x.Length, Ints, "DayOfWeek[]", "int[]" },
        { (IEnumerable<uint> x) => x.Count(), Ints, "IEnumerable<uint>", "int[]" },
        { (IReadOnlyList<uint> x) => x.Count, Ints, "IReadOnlyList<uint>", "int[]" },
        { (IList<uint> x) => x.Count, Ints, "IList<uint>", "int[]" },
        { (uint[][] x) => x.Length, new[] { Ints }, "uint[][]", "int[][]" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public void Run_Array_of_other_numbers_Is_refused(Delegate function, object given, string type, string givenType)
    {
        var graph = new Graph("g", [Node.Create(function, output: "y", name: "use")]);

        Assert.StartsWith(
            $"Graph 'g': input 'x' accepts {type}, but a value of type {givenType} was supplied. Supply a value of that type.",
            Assert.Throws<InvalidInputException>(() => new SyncRunner().Run(graph, ("x", given))).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            $"Graph 'g': 'x' is bound to a value of type {givenType}, but it accepts {type}.",
            Assert.Throws<GraphConfigurationException>(() => graph.Bind("x", given)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Graph_Array_of_other_numbers_Is_refused_between_nodes()
    {
        Refuses("uint[]", "int[]", "Accept int[] there and write x.Select(item => (uint)item).ToArray(), or let 'make' produce uint[].", (int n) => Ints, (uint[] x) => x.Length);
        Refuses("IReadOnlyList<uint>", "int[]", "Accept int[] there and write x.Select(item => (uint)item).ToArray(), or let 'make' produce IReadOnlyList<uint>.", (int n) => Ints, (IReadOnlyList<uint> x) => x.Count);
        Refuses("int[]", "DayOfWeek[]", "Change one of the two types, or put a node between them that converts.", (int n) => new[] { DayOfWeek.Friday }, (int[] x) => x.Length);

        static void Refuses(string type, string given, string fix, Delegate make, Delegate use) => Assert.Equal(
            $"Graph 'g': node 'use' reads 'x' as {type}, but node 'make' produces it as {given}, which cannot be assigned to it. {fix}",
            Assert.Throws<GraphConfigurationException>(() => new Graph("g", [Node.Create(make, output: "x", name: "make"), Node.Create(use, output: "y", name: "use")])).Message);
    }

    [Fact]
    public async Task Run_Array_that_two_nodes_take_as_different_numbers_Is_refused() => Assert.Equal(
        "Graph 'g': input 'x' is read as int[] by node 'a' and as uint[] by node 'b'; no value is both. Change one of the two types, or rename one input.",
        (await Assert.ThrowsAsync<GraphConfigurationException>(
            () => Task.FromResult(new Graph("g", [Node.Create((int[] x) => x.Length, "a"), Node.Create((uint[] x) => x.Length, "b")])))).Message);

    [Fact]
    public async Task Run_Arrays_that_C_sharp_assigns_Are_accepted()
    {
        Assert.Equal(2, (await Both.RunAsync(Of((IReadOnlyList<int> x) => x.Count), new { x = Ints }))["y"]);
        Assert.Equal(2, (await Both.RunAsync(Of((Array x) => x.Length), new { x = Ints }))["y"]);
        Assert.Equal(2, (await Both.RunAsync(Of((object x) => ((int[])x).Length), new { x = Ints }))["y"]);
        Assert.Equal(1, (await Both.RunAsync(Of((object[] x) => x.Length), new { x = new[] { "a" } }))["y"]);
        Assert.Equal(1, (await Both.RunAsync(Of((IEnumerable<object> x) => x.Count()), new { x = new[] { "a" } }))["y"]);
        Assert.Equal(1, (await Both.RunAsync(Of((IComparable[] x) => x.Length), new { x = new[] { "a" } }))["y"]);
        Assert.Equal(1, (await Both.RunAsync(Of((IReadOnlyList<int>[] x) => x.Length), new { x = new[] { Ints } }))["y"]);
        Assert.Equal(2, (await Both.RunAsync(Of((int?[] x) => x.Length), new { x = new int?[] { 1, null } }))["y"]);

        static Graph Of(Delegate function) => new([Node.Create(function, output: "y", name: "use")]);
    }
}
