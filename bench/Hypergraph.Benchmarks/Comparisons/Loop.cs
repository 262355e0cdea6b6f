namespace Hypergraph.Benchmarks;

/// <summary>One iteration of a counter loop: a node and the gate that decides whether it continues.</summary>
internal sealed class Loop() : Comparison("loop")
{
    private const int Turns = 100_000;

    private readonly SyncRunner _runner = new();
    private readonly Dictionary<string, object?> _values = new() { ["count"] = 0 };
    private readonly RunOptions _options = new() { MaxIterations = (2 * Turns) + 10 };

    private readonly Graph _graph = new("counter",
    [
        Node.Create((int count) => count + 1, output: "count", name: "increment"),
        Node.IfElse((int count) => count < Turns, then: "increment", otherwise: Node.End, name: "again"),
    ],
    new GraphOptions { Entrypoints = ["increment"] });

    public override bool DependsOnProfiling => true;

    public override Side[] CreateSides() =>
    [
        Side.OfMany("turn", Turns, () => _runner.Run(_graph, _values, _options).Get<int>("count")) with { IsChecked = false },
        .. ChainNode.OwnSides(),
    ];

    public override IEnumerable<Ratio> Compare(Reading[] readings) => [Ratio.Of(Name, readings[0], ChainNode.Of(readings[1], readings[2]))];
}
