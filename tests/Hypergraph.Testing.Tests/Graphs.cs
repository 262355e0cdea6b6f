namespace Hypergraph.Testing.Tests;

/// <summary>Graphs that several tests use.</summary>
internal static class Graphs
{
    /// <summary>Parses lines, each in an item, and adds the numbers.</summary>
    public static Graph Sum { get; } = new("sum",
    [
        new Graph("parse",
        [
            Node.IfElse((string text) => text.Length > 0, then: "convert", otherwise: Node.End, name: "has_text"),
            Node.Create((string text) => int.Parse(text), output: "number", name: "convert"),
        ]).AsNode("rows").RenameInput("text", "lines").MapOver(["lines"], MapMode.Zip, ErrorHandling.Continue),
        Node.Create((int?[] number) => number.Sum() ?? 0, output: "total", name: "add"),
    ]);

    /// <summary>Two nodes, one after the other.</summary>
    public static Graph Chain { get; } = new("chain",
    [
        Node.Create((int x) => x + 1, output: "y", name: "first"),
        Node.Create((int y) => y * 2, output: "z", name: "second"),
    ]);
}
