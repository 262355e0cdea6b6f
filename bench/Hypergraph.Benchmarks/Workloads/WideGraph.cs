namespace Hypergraph.Benchmarks;

/// <summary>
/// Nodes that depend on nothing but the input, and a join: it waits for all of them, and reads one value, or all of them by
/// name, each as an object.
/// </summary>
internal sealed class WideGraph
{
    private const string Result = "result";

    private readonly SyncRunner _runner = new();
    private readonly AsyncRunner _asyncRunner = new();
    private readonly Dictionary<string, object?> _values = new() { ["v"] = 1 };
    private readonly Func<int, int>[] _functions;
    private readonly Node[] _nodes;
    private Graph? _graph;

    private WideGraph(Func<int, int>[] functions, bool joinTakesAll, bool isGated = false)
    {
        string[] outputs = [.. functions.Select((_, i) => $"w{i}")];
        Node join = joinTakesAll
            ? Node.CreateFrom(NodeFunction.FromValues(outputs, values => Sum(values.Values)), [Result], "join")
            : Node.Create((int w0) => w0, output: Result, name: "join").WaitFor([.. outputs.Skip(1)]);
        _functions = functions;
        _nodes = [.. functions.Select((f, i) => Node.Create(f, output: outputs[i], name: $"n{i}")), join];
        if (isGated)
        {
            string[] targets = [.. _nodes.Select(node => node.Name)];
            _nodes = [.. _nodes, Node.Route((int v) => targets, targets, new RouteOptions { AllowMultiple = true, Name = "gate" })];
        }
    }

    /// <summary>Nodes made in a loop, of one lambda that captures what distinguishes them.</summary>
    public static WideGraph OfOneLambda(int width, bool joinTakesAll) =>
        new([.. Enumerable.Range(0, width).Select(i => (Func<int, int>)((int v) => v + i))], joinTakesAll);

    /// <summary>The same, behind a gate that chooses all of them, so that they run by supersteps.</summary>
    public static WideGraph BehindGate(int width) =>
        new([.. Enumerable.Range(0, width).Select(i => (Func<int, int>)((int v) => v + i))], joinTakesAll: false, isGated: true);

    /// <summary>Nodes with code of their own each.</summary>
    public static WideGraph OfOwnFunctions(int width) => new(IntFunctions.AddOne([.. Enumerable.Repeat("v", width)]), joinTakesAll: false);

    public double Run() => Run(_graph ??= CreateGraph());

    /// <summary>The limit: the calls and nothing else.</summary>
    public double Call()
    {
        int sum = 0;
        foreach (Func<int, int> function in _functions)
        {
            sum += function(1);
        }

        return sum;
    }

    public async ValueTask<double> RunAsync() => (await _asyncRunner.RunAsync(_graph ??= CreateGraph(), _values)).Get<int>(Result);

    /// <summary>The calls, with each value boxed and read from a list, as a function over values by name has them.</summary>
    public double CallAndBox()
    {
        object?[] values = new object?[_functions.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = _functions[i](1);
        }

        return Sum(values);
    }

    /// <summary>
    /// A graph is compiled on first use, so its first run belongs to building it. It is not kept: what is built next would
    /// have to use memory that was not used before.
    /// </summary>
    public double Build() => Run(CreateGraph());

    private Graph CreateGraph() => new("wide", _nodes);

    private double Run(Graph graph) => _runner.Run(graph, _values).Get<int>(Result);

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
