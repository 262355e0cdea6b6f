namespace Hypergraph.Tests.Events;

/// <summary>Small graphs that the tests here share.</summary>
internal static class Samples
{
    /// <summary>x → y → z.</summary>
    public static Graph Chain { get; } = new("chain",
    [
        Node.Create((int x) => x + 1, "y", "first"),
        Node.Create((int y) => y * 2, "z", "second"),
    ]);

    public static readonly string[] ChainEvents = ["run chain", "+first", "-first", "+second", "-second", "end chain Completed"];

    /// <summary>One node that fails on odd numbers.</summary>
    public static Graph Picky { get; } = new("picky",
    [
        Node.Create((int x) => x % 2 == 0 ? x : throw new InvalidOperationException($"{x} is odd"), "even", "check"),
    ]);

    /// <summary>A gate that chooses one of two nodes.</summary>
    public static Graph Fork { get; } = new("fork",
    [
        Node.IfElse((int x) => x > 0, "up", "down", "sign"),
        Node.Create((int x) => x, "r", "up"),
        Node.Create((int x) => -x, "r", "down"),
    ]);

    /// <summary>One node that asks a person.</summary>
    public static Graph Ask { get; } = new("ask",
    [
        Node.Interrupt<string>((string draft) => $"send {draft}?", "answer", "approve"),
        Node.Create((string answer) => answer.Length, "length", "use"),
    ]);
}
