namespace Hypergraph.Benchmarks;

/// <summary>A chain of functions on ints, <c>v0</c> to <c>v[length]</c>, and what runs it.</summary>
internal sealed class Chain
{
    public const string Input = "v0";

    private readonly SyncRunner _runner = new();
    private readonly AsyncRunner _asyncRunner = new();
    private readonly Dictionary<string, object?> _values = new() { [Input] = 1 };
    private readonly Node[] _nodes;
    private readonly string _output;

    public Chain(int length)
    {
        Functions = IntFunctions.AddOne([.. Enumerable.Range(0, length).Select(i => $"v{i}")]);
        _nodes = [.. Functions.Select((f, i) => Node.Create(f, output: $"v{i + 1}", name: $"n{i}"))];
        Graph = CreateGraph();
        _output = $"v{length}";
    }

    public Func<int, int>[] Functions { get; }

    public Graph Graph { get; }

    public double Run() => Run(Graph);

    public async ValueTask<double> RunAsync() => (await _asyncRunner.RunAsync(Graph, _values)).Get<int>(_output);

    /// <summary>
    /// A graph is compiled on first use, so its first run belongs to building it. It is not kept: what is built next would
    /// have to use memory that was not used before.
    /// </summary>
    public double Build() => Run(CreateGraph());

    /// <summary>The limit: the calls and nothing else.</summary>
    public double Call()
    {
        int value = 1;
        foreach (Func<int, int> function in Functions)
        {
            value = function(value);
        }

        return value;
    }

    /// <summary>The calls of a chain of three, written out.</summary>
    public double CallThree()
    {
        Func<int, int>[] functions = Functions;
        return functions[2](functions[1](functions[0](1)));
    }

    private Graph CreateGraph() => new("chain", _nodes);

    private double Run(Graph graph) => _runner.Run(graph, _values).Get<int>(_output);
}
