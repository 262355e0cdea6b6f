namespace Hypergraph.Benchmarks;

/// <summary>A counter that passes through a number of nodes to a gate, which decides whether it continues: one of its steps runs in each superstep.</summary>
internal sealed class LongLoop
{
    private const string Counter = "v0";

    private readonly SyncRunner _runner = new();
    private readonly Dictionary<string, object?> _values = new() { [Counter] = 0 };
    private readonly RunOptions _options;
    private readonly Graph _graph;

    public LongLoop(int nodes, int supersteps)
    {
        int last = (supersteps / nodes) * (nodes - 1);
        Func<int, int>[] functions = IntFunctions.AddOne([.. Enumerable.Range(0, nodes - 1).Select(i => $"v{i}")]);
        _options = new RunOptions { MaxIterations = supersteps + nodes };
        _graph = new Graph("long loop",
        [
            .. functions.Select((function, i) => Node.Create(function, output: i == functions.Length - 1 ? Counter : $"v{i + 1}", name: $"n{i}")),
            Node.IfElse((int v0) => v0 < last, then: "n0", otherwise: Node.End, name: "again"),
        ],
        new GraphOptions { Entrypoints = ["n0"] });
    }

    public double Run() => _runner.Run(_graph, _values, _options).Get<int>(Counter);
}
