namespace Hypergraph.Orleans.Tests.Running;

/// <summary>Small graphs.</summary>
internal static class Graphs
{
    public static Graph Chain() => new("chain",
    [
        Node.Create((int x) => x + 1, output: "y", name: "add"),
        Node.Create((int y) => $"{y}!", output: "text", name: "show"),
    ]);
}
