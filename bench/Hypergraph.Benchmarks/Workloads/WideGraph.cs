namespace Hypergraph.Benchmarks;

/// <summary>
/// Nodes that depend on nothing but the input, and a join: it waits for all of them, and takes one value, or all of them by
/// name, each as an object.
/// </summary>
internal sealed class WideGraph
{
    private const string Result = "result";

    private readonly SyncRunner _runner = new();
    private readonly Dictionary<string, object?> _values = new() { ["v"] = 1 };
    private readonly Node[] _nodes;
    private Graph? _graph;

    public WideGraph(int width, bool joinTakesAll)
    {
        string[] outputs = [.. Enumerable.Range(0, width).Select(i => $"w{i}")];
        Func<int, int>[] functions = IntFunctions.AddOne([.. Enumerable.Repeat("v", width)]);
        Node join = joinTakesAll
            ? Node.Create(NodeFunction.FromValues(outputs, values => Sum(values.Values)), [Result], "join")
            : Node.Create((int w0) => w0, output: Result, name: "join").WaitFor(outputs);
        _nodes = [.. functions.Select((f, i) => Node.Create(f, output: outputs[i], name: $"n{i}")), join];
    }

    public double Run()
    {
        _graph ??= new Graph("wide", _nodes);
        return _runner.Run(_graph, _values).Get<int>(Result);
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
