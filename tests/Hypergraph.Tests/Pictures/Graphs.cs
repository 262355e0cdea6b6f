using Hypergraph.Tests.Events;

namespace Hypergraph.Tests.Pictures;

/// <summary>Small graphs, one for each thing that is drawn.</summary>
internal static class Graphs
{
    /// <summary>A loop that a gate ends, and a value that a node reads and produces itself.</summary>
    public static Graph Loop { get; } = new("loop",
    [
        Node.Create((int n) => n + 1, "n", "step"),
        Node.Route((int n) => n < 3 ? "step" : Node.End, ["step", Node.End], new RouteOptions { Name = "again" }),
    ], new GraphOptions { Entrypoints = ["step"] });

    /// <summary>Nested and mapped graphs, on two levels.</summary>
    public static Graph Nested { get; } = new("outer",
    [
        Node.Create((int size) => Enumerable.Range(0, size).ToArray(), "x", "make"),
        new Graph("middle", [Samples.Chain.AsNode("cells").MapOver("x"), Node.Create((int[] z) => z.Sum(), "sum", "add")]).AsNode(),
        Node.Create((int sum) => -sum, "negative", "negate"),
    ]);

    /// <summary>Signals, a wait for a value, and a value that two nodes read.</summary>
    public static Graph Order { get; } = new("order",
    [
        Node.Create((int x) => x, "a", "first").Emit("ready", "steady"),
        Node.Create((int a) => a, "b", "second"),
        Node.Create((int a, int b) => a + b, "c", "third").WaitFor("ready", "steady"),
        Node.Create((int x) => x, "d", "fourth").WaitFor("c"),
    ]);
}
