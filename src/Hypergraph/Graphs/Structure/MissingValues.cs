namespace Hypergraph.Graphs.Structure;

/// <summary>
/// Determines the values that a run may complete without, because they depend on the decisions of gates. A name that every branch of
/// a gate produces is not missing.
/// </summary>
internal sealed class MissingValues
{
    private readonly GraphStructure _structure;
    private readonly bool[] _mayNotRun;
    private readonly bool _hasBranches;
    private readonly HashSet<(string Name, int Consumer)> _visiting = [];

    public MissingValues(GraphStructure structure)
    {
        _structure = structure;
        _mayNotRun = new bool[structure.Nodes.Length];
        _hasBranches = Array.Exists(structure.Nodes, n => n is GateNode || (n is INestedGraph nested && n.Outputs.Any(o => nested.MayOmit(o.Name))));
        if (!_hasBranches)
        {
            return;
        }

        // Starts with "every node runs" and removes what is not certain. The order of components makes one pass enough except for loops.
        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach (int node in Enumerable.Range(0, structure.Components.Count).SelectMany(r => structure.Components.NodesOf(r)))
            {
                if (!_mayNotRun[node] && MayNotRun(node))
                {
                    _mayNotRun[node] = true;
                    changed = true;
                }
            }
        }
    }

    /// <summary>Whether a run may complete without the value or signal.</summary>
    public bool MayBeMissing(string name) => _hasBranches && MayBeMissing(name, consumer: -1, [.. _structure.ActiveSourcesOf(name)]);

    /// <summary>Whether a node may complete without one of its outputs or signals: a nested graph with branches in it.</summary>
    public static bool MayOmit(Node source, string name) =>
        source is INestedGraph { IsMapped: false } nested
        && !source.Emits.Contains(name)
        && nested.MayOmit(name);

    private bool MayBeMissing(string name, int consumer, int[] sources)
    {
        // For branches that feed each other the search is circular: the value is then missing only for another reason.
        if (sources.Length == 0 || !sources.All(s => _mayNotRun[s] || OutputMayBeMissing(s, name)) || !_visiting.Add((name, consumer)))
        {
            return false;
        }

        bool isMissing = !IsProducedByEveryBranch(sources);
        _visiting.Remove((name, consumer));
        return isMissing;
    }

    private bool MayNotRun(int node)
    {
        if (_structure.Entrypoints.Contains(node))
        {
            return false;
        }

        return _structure.GatesOf(node).Any(link => _structure.IsActive[link.Gate]) || LacksInput(node) || LacksAwaitedName(node);
    }

    private bool LacksInput(int node) => _structure.Nodes[node].Inputs.Any(i =>
        !i.HasDefault && MayBeMissing(i.Name, node, [.. _structure.ConnectedProducersOf(node, i.Name)]));

    private bool LacksAwaitedName(int node) => _structure.Nodes[node].WaitsFor.Any(MayBeMissing);

    private bool OutputMayBeMissing(int source, string name) => MayOmit(_structure.Nodes[source], name);

    private bool IsProducedByEveryBranch(int[] producers)
    {
        foreach (GateLink link in producers.SelectMany(p => _structure.GatesOf(p)))
        {
            var gate = (GateNode)_structure.Nodes[link.Gate];
            if (gate.AlwaysChoosesOne && !_mayNotRun[link.Gate] && gate.Targets.All(t => t != Node.End && producers.Contains(_structure.NodeIndexes[t]) && IsControlledOnlyBy(_structure.NodeIndexes[t], link.Gate)))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsControlledOnlyBy(int node, int gate) => _structure.GatesOf(node).All(l => l.Gate == gate) && !LacksInput(node) && !LacksAwaitedName(node);
}
