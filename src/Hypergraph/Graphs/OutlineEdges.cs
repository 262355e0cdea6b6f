using Hypergraph.Graphs.Structure;

namespace Hypergraph.Graphs;

/// <summary>The edges between the active nodes of a graph, as its outline has them.</summary>
internal sealed class OutlineEdges
{
    private readonly GraphStructure _structure;

    /// <summary>The index of each node among the active ones.</summary>
    private readonly int[] _indexes;

    private readonly List<EdgeOutline> _edges = [];

    /// <summary>The edges of the current node, by the node to which they lead and their kind. <see cref="Node.End"/> is -1.</summary>
    private readonly OrderedDictionary<(int To, EdgeKind Kind), string[]> _edgesOfNode = [];

    public OutlineEdges(GraphStructure structure)
    {
        _structure = structure;
        _indexes = new int[structure.Nodes.Length];
        int count = 0;
        foreach (int node in structure.ActiveNodes)
        {
            _indexes[node] = count++;
        }
    }

    /// <summary>Returns the edges, by the node that they leave; those of a node in the order of its outputs, targets and signals.</summary>
    public IReadOnlyList<EdgeOutline> Collect()
    {
        foreach (int node in _structure.ActiveNodes)
        {
            AddValues(node);
            AddDecisions(node);
            AddOrder(node);
            foreach (((int to, EdgeKind kind), string[] names) in _edgesOfNode)
            {
                _edges.Add(new EdgeOutline { From = _indexes[node], To = to < 0 ? null : _indexes[to], Kind = kind, Names = names });
            }

            _edgesOfNode.Clear();
        }

        return _edges;
    }

    private void AddValues(int node)
    {
        foreach (NodeOutput output in _structure.Nodes[node].Outputs)
        {
            foreach (int consumer in _structure.ConsumersOf(output.Name))
            {
                if (_structure.Feeds(node, consumer, output.Name))
                {
                    Add(consumer, EdgeKind.Value, output.Name);
                }
            }
        }
    }

    private void AddDecisions(int node)
    {
        if (_structure.Nodes[node] is not GateNode gate)
        {
            return;
        }

        for (int i = 0; i < gate.Targets.Count; i++)
        {
            int target = gate.Targets[i] == Node.End ? -1 : _structure.NodeIndexes[gate.Targets[i]];
            Add(target, EdgeKind.Decision, gate is IfElseNode ? i == 0 ? "true" : "false" : null);
        }
    }

    private void AddOrder(int node)
    {
        foreach ((int waiter, string name) in _structure.WaitersOf(node))
        {
            Add(waiter, EdgeKind.Order, name);
        }

        foreach (int successor in _structure.ExplicitSuccessorsOf(node))
        {
            if (!_edgesOfNode.ContainsKey((successor, EdgeKind.Value)) && !_edgesOfNode.ContainsKey((successor, EdgeKind.Decision)) && !_edgesOfNode.ContainsKey((successor, EdgeKind.Order)))
            {
                Add(successor, EdgeKind.Order, name: null);
            }
        }
    }

    private void Add(int to, EdgeKind kind, string? name)
    {
        if (to >= 0 && !_structure.IsActive[to])
        {
            return;
        }

        string[] names = name is null ? [] : [name];
        if (!_edgesOfNode.TryAdd((to, kind), names, out int index))
        {
            _edgesOfNode.SetAt(index, [.. _edgesOfNode.GetAt(index).Value, .. names]);
        }
    }
}
