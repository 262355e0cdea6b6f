using Hypergraph.Graphs.Structure;

namespace Hypergraph.Graphs;

/// <summary>The edges between the active nodes of a graph, as its outline has them.</summary>
internal sealed class OutlineEdges
{
    private readonly GraphStructure _structure;

    /// <summary>The index of each node among the active ones.</summary>
    private readonly int[] _indexes;

    private readonly List<EdgeOutline> _edges = [];

    /// <summary>By kind and by the node to which it leads, the number of edges up to and including that of the current node; 0 if it has none.</summary>
    private readonly int[][] _lastTo;

    /// <summary>The number of edges of the nodes before the current one.</summary>
    private int _first;

    public OutlineEdges(GraphStructure structure)
    {
        _structure = structure;
        _indexes = new int[structure.Nodes.Length];
        _lastTo = [NewPlaces(), NewPlaces(), NewPlaces()];
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
            _first = _edges.Count;
            AddValues(node);
            AddDecisions(node);
            AddOrder(node);
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
                    Add(node, consumer, EdgeKind.Value, output.Name);
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
            Add(node, target, EdgeKind.Decision, gate is IfElseNode ? i == 0 ? "true" : "false" : null);
        }
    }

    private void AddOrder(int node)
    {
        foreach ((int waiter, string name) in _structure.WaitersOf(node))
        {
            Add(node, waiter, EdgeKind.Order, name);
        }

        foreach (int successor in _structure.ExplicitSuccessorsOf(node))
        {
            if (!HasEdge(successor, EdgeKind.Value) && !HasEdge(successor, EdgeKind.Decision) && !HasEdge(successor, EdgeKind.Order))
            {
                Add(node, successor, EdgeKind.Order, name: null);
            }
        }
    }

    private int[] NewPlaces() => new int[_structure.Nodes.Length + 1];

    private bool HasEdge(int to, EdgeKind kind) => LastTo(to, kind) > _first;

    /// <summary>The entry of a node to which edges lead, <see cref="Node.End"/> (-1) among them.</summary>
    private ref int LastTo(int to, EdgeKind kind) => ref _lastTo[(int)kind][to + 1];

    /// <summary>Adds an edge of the current node, or its name to the edge that is there already.</summary>
    private void Add(int from, int to, EdgeKind kind, string? name)
    {
        if (to >= 0 && !_structure.IsActive[to])
        {
            return;
        }

        string[] names = name is null ? [] : [name];
        if (HasEdge(to, kind))
        {
            int index = LastTo(to, kind) - 1;
            _edges[index] = _edges[index] with { Names = [.. _edges[index].Names, .. names] };
            return;
        }

        _edges.Add(new EdgeOutline { From = _indexes[from], To = to < 0 ? null : _indexes[to], Kind = kind, Names = names });
        LastTo(to, kind) = _edges.Count;
    }
}
