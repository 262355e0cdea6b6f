namespace Hypergraph.Benchmarks;

/// <summary>
/// Nodes that depend on nothing but the input, and a join: it waits for all of them, and reads one value, or all of them by
/// name, each as an object.
/// </summary>
internal sealed class WideGraph
{
    private const string Result = "result";

    private readonly SyncRunner _runner = new();
    private readonly Dictionary<string, object?> _values = new() { ["v"] = 1 };
    private readonly Func<int, int>[] _functions;
    private readonly Node[] _nodes;
    private Graph? _graph;

    private WideGraph(Func<int, int>[] functions, bool joinTakesAll)
    {
        string[] outputs = [.. functions.Select((_, i) => $"w{i}")];
        Node join = joinTakesAll
            ? Node.CreateFrom(NodeFunction.FromValues(outputs, values => Sum(values.Values)), [Result], "join")
            : Node.Create((int w0) => w0, output: Result, name: "join").WaitFor([.. outputs.Skip(1)]);
        _functions = functions;
        _nodes = [.. functions.Select((f, i) => Node.Create(f, output: outputs[i], name: $"n{i}")), join];
    }

    /// <summary>Nodes made in a loop, of one lambda that captures what distinguishes them.</summary>
    public static WideGraph OfOneLambda(int width, bool joinTakesAll) =>
        new([.. Enumerable.Range(0, width).Select(i => (Func<int, int>)((int v) => v + i))], joinTakesAll);

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
