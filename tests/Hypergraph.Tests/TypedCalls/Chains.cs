namespace Hypergraph.Tests.TypedCalls;

/// <summary>The graphs of these tests.</summary>
internal static class Chains
{
    /// <summary>Adds one three times: v0 to v3.</summary>
    public static Graph Three(params EventProcessor[] processors) => new(
        "three",
        [
            Node.Create((int v0) => v0 + 1, output: "v1", name: "first"),
            Node.Create((int v1) => v1 + 1, output: "v2", name: "second"),
            Node.Create((int v2) => v2 + 1, output: "v3", name: "third"),
        ],
        new GraphOptions { EventProcessors = processors });

    /// <summary>Two inputs, and two outputs that no node reads.</summary>
    public static Graph Order { get; } = new(
        "order",
        [
            Node.Create((int amount, int price) => amount * price, output: "total", name: "multiply"),
            Node.Create((int total) => $"{total} euros", output: "text", name: "write"),
            Node.Create((int total) => total > 100, output: "is_large", name: "compare"),
        ]);
}
