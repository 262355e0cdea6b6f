namespace Hypergraph.Benchmarks;

/// <summary>Nodes that depend on nothing but the input, and one that takes what they give.</summary>
internal sealed class WideGraph
{
    private readonly SyncRunner _runner = new();
    private readonly Dictionary<string, object?> _values = new() { ["v"] = 1 };
    private readonly Node[] _nodes;
    private Graph? _graph;

    public WideGraph(int width)
    {
        string[] outputs = [.. Enumerable.Range(0, width).Select(i => $"w{i}")];
        Func<int, int>[] functions = IntFunctions.AddOne([.. Enumerable.Repeat("v", width)]);
        NodeFunction join = NodeFunction.FromValues(outputs, values => Sum(values.Values));
        _nodes = [.. functions.Select((f, i) => Node.Create(f, output: outputs[i], name: $"n{i}")), Node.Create(join, ["sum"], "join")];
    }

    public double Run()
    {
        _graph ??= new Graph("wide", _nodes);
        return _runner.Run(_graph, _values).Get<int>("sum");
    }

    /// <summary>A graph is compiled on first use, so its first run belongs to building it.</summary>
    public double Build()
    {
        _graph = null;
        return Run();
    }

    private static int Sum(IEnumerable<object?> values)
    {
        int sum = 0;
        foreach (object? value in values)
        {
            sum += (int)value!;
        }

        return sum;
    }
}
