namespace Hypergraph.Benchmarks;

/// <summary>Six nodes on three levels of nesting, beside the same six in one graph.</summary>
internal sealed class NestedThree() : Comparison("nested3")
{
    private readonly SyncRunner _runner = new();
    private readonly Dictionary<string, object?> _values = new() { ["a"] = 1 };

    public override Side[] CreateSides()
    {
        Node init = Node.Create((int a) => a + 1, output: "b", name: "init");
        Node before = Node.Create((int b) => b + 1, output: "c", name: "before");
        Node first = Node.Create((int c) => c + 1, output: "d", name: "first");
        Node second = Node.Create((int d) => d + 1, output: "e", name: "second");
        Node after = Node.Create((int e) => e + 1, output: "f", name: "after");
        Node cleanup = Node.Create((int f) => f + 1, output: "g", name: "cleanup");
        var inner = new Graph("inner", [first, second]);
        var middle = new Graph("middle", [before, inner.AsNode(), after]);
        var nested = new Graph("nested", [init, middle.AsNode(), cleanup]);
        var flat = new Graph("flat", [init, before, first, second, after, cleanup]);
        return
        [
            Side.Of("nested", 2_000, () => _runner.Run(nested, _values).Get<int>("g")),
            Side.Of("flat", 5_000, () => _runner.Run(flat, _values).Get<int>("g")),
        ];
    }
}
