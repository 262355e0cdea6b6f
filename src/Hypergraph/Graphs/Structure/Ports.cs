namespace Hypergraph;

/// <summary>The inputs, or the outputs, of all nodes, by node and by value. Nodes and values are numbers here.</summary>
internal sealed class Ports<TPort>
{
    private readonly PackedIntLists _values;
    private readonly PackedIntLists _nodes;
    private readonly int[] _starts;
    private readonly TPort[] _ports;

    /// <param name="nodes">The nodes in declaration order.</param>
    /// <param name="portsOf">The ports of a node.</param>
    /// <param name="values">The values that the ports name, node by node.</param>
    /// <param name="valueCount">The number of values.</param>
    public Ports(Node[] nodes, Func<Node, IReadOnlyList<TPort>> portsOf, int[] values, int valueCount)
        : this(nodes, portsOf, ByNode(nodes, portsOf, values), valueCount, isIn: null)
    {
    }

    private Ports(Node[] nodes, Func<Node, IReadOnlyList<TPort>> portsOf, PackedIntLists values, int valueCount, bool[]? isIn)
    {
        _values = values;
        _starts = StartsByValue(values, valueCount, isIn);
        _ports = new TPort[_starts[^1]];
        int[] places = new int[_starts[^1]];
        for (int n = 0; n < nodes.Length; n++)
        {
            if (isIn is null || isIn[n])
            {
                IReadOnlyList<TPort> ports = portsOf(nodes[n]);
                ArraySegment<int> named = values[n];
                for (int i = 0; i < named.Count; i++)
                {
                    int place = _starts[named[i] + 1]++;
                    places[place] = n;
                    _ports[place] = ports[i];
                }
            }
        }

        _nodes = new PackedIntLists(_starts, places);
    }

    /// <summary>The values that a node's ports name, in the order of the ports.</summary>
    public ArraySegment<int> ValuesOf(int node) => _values[node];

    /// <summary>The nodes with a port of the value's name, in declaration order.</summary>
    public ArraySegment<int> NodesOf(int value) => _nodes[value];

    /// <summary>The ports of the value's name, in the order of their nodes.</summary>
    public ArraySegment<TPort> Of(int value) => new(_ports, _starts[value], _starts[value + 1] - _starts[value]);

    /// <summary>The same with the values of some nodes only.</summary>
    public Ports<TPort> Where(bool[] isIn, Node[] nodes, Func<Node, IReadOnlyList<TPort>> portsOf) =>
        new(nodes, portsOf, _values, _starts.Length - 2, isIn);

    private static PackedIntLists ByNode(Node[] nodes, Func<Node, IReadOnlyList<TPort>> portsOf, int[] values)
    {
        int[] starts = new int[nodes.Length + 1];
        for (int n = 0; n < nodes.Length; n++)
        {
            starts[n + 1] = starts[n] + portsOf(nodes[n]).Count;
        }

        return new PackedIntLists(starts, values);
    }

    /// <summary>
    /// Where the list of each value begins, one place further on than it is to stand: filling a list moves it from its begin
    /// to its end, which is where the next one begins.
    /// </summary>
    private static int[] StartsByValue(PackedIntLists values, int valueCount, bool[]? isIn)
    {
        int[] starts = new int[valueCount + 2];
        for (int n = 0; n < values.Count; n++)
        {
            if (isIn is null || isIn[n])
            {
                foreach (int value in values[n])
                {
                    starts[value + 2]++;
                }
            }
        }

        for (int v = 2; v < starts.Length; v++)
        {
            starts[v] += starts[v - 1];
        }

        return starts;
    }
}
