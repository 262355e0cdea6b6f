using Hypergraph.Graphs.Components;

namespace Hypergraph.Graphs.Structure;

/// <summary>The inputs, or the outputs, of all nodes, by node and by value. Nodes and values are identified by indexes.</summary>
internal sealed class Ports<TPort>
{
    private readonly PackedIntLists _values;
    private readonly PackedIntLists _nodes;
    private readonly int[] _starts;
    private readonly TPort[] _ports;

    /// <param name="nodes">The nodes in declaration order.</param>
    /// <param name="portsOf">The ports of a node.</param>
    /// <param name="values">The values of the ports, node by node.</param>
    /// <param name="valueCount">The number of values.</param>
    public Ports(Node[] nodes, Func<Node, IReadOnlyList<TPort>> portsOf, int[] values, int valueCount)
        : this(nodes, portsOf, ByNode(nodes, portsOf, values), valueCount, isActive: null)
    {
    }

    private Ports(Node[] nodes, Func<Node, IReadOnlyList<TPort>> portsOf, PackedIntLists values, int valueCount, bool[]? isActive)
    {
        _values = values;
        _starts = StartsByValue(values, valueCount, isActive);
        _ports = new TPort[_starts[^1]];
        int[] nodeIndexes = new int[_starts[^1]];
        for (int n = 0; n < nodes.Length; n++)
        {
            if (isActive is null || isActive[n])
            {
                IReadOnlyList<TPort> ports = portsOf(nodes[n]);
                ArraySegment<int> named = values[n];
                for (int i = 0; i < named.Count; i++)
                {
                    int position = _starts[named[i] + 1]++;
                    nodeIndexes[position] = n;
                    _ports[position] = ports[i];
                }
            }
        }

        _nodes = new PackedIntLists(_starts, nodeIndexes);
    }

    /// <summary>Returns the values of a node's ports, in the order of the ports.</summary>
    public ArraySegment<int> ValuesOf(int node) => _values[node];

    /// <summary>Returns the nodes with a port of the value's name, in declaration order.</summary>
    public ArraySegment<int> NodesOf(int value) => _nodes[value];

    /// <summary>Returns the ports of the value's name, in the order of their nodes.</summary>
    public ArraySegment<TPort> Of(int value) => new(_ports, _starts[value], _starts[value + 1] - _starts[value]);

    /// <summary>Returns the ports of the active nodes only.</summary>
    public Ports<TPort> Where(bool[] isActive, Node[] nodes, Func<Node, IReadOnlyList<TPort>> portsOf) =>
        new(nodes, portsOf, _values, _starts.Length - 2, isActive);

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
    /// Returns the start of the list of each value, shifted by one index: filling a list advances its start to its end, which is the
    /// start of the next one.
    /// </summary>
    private static int[] StartsByValue(PackedIntLists values, int valueCount, bool[]? isActive)
    {
        int[] starts = new int[valueCount + 2];
        for (int n = 0; n < values.Count; n++)
        {
            if (isActive is null || isActive[n])
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
