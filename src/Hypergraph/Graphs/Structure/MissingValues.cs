namespace Hypergraph;

/// <summary>
/// Which values a run may complete without, because they lie in a branch that may not be taken. Both branches of a
/// condition giving the same name count as one that is always given.
/// </summary>
internal sealed class MissingValues
{
    private readonly GraphStructure _structure;
    private readonly bool[] _mayNotRun;
    private readonly bool _hasBranches;
    private readonly HashSet<(string Name, int Taker)> _visiting = [];

    public MissingValues(GraphStructure structure)
    {
        _structure = structure;
        _mayNotRun = new bool[structure.Nodes.Length];
        _hasBranches = Array.Exists(structure.Nodes, n => n is GateNode || (n is GraphNode nested && nested.Graph.Outputs.Any(o => o.MayBeMissing)));
        if (!_hasBranches)
        {
            return;
        }

        // From "everything runs" down to what can be relied on; a region's order makes one pass do for all but loops.
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

    /// <summary>Whether a run may complete without the value, or without the signal.</summary>
    public bool MayBeMissing(string name) => _hasBranches && MayBeMissing(name, taker: -1, [.. _structure.ActiveSourcesOf(name)]);

    /// <summary>Whether a node may complete without an output or signal of its own: a nested graph, with branches in it.</summary>
    public static bool MayOmit(Node source, string name) =>
        source is GraphNode { IsMapped: false } nested
        && !nested.Emits.Contains(name)
        && nested.Graph.Outputs.First(o => o.Name == nested.InnerOutput(name)).MayBeMissing;

    private bool MayBeMissing(string name, int taker, int[] sources)
    {
        // Branches that feed each other ask in circles: then it is missing only if something else makes it so.
        if (sources.Length == 0 || !sources.All(s => _mayNotRun[s] || OutputMayBeMissing(s, name)) || !_visiting.Add((name, taker)))
        {
            return false;
        }

        bool isMissing = !IsProducedByEveryBranch(sources);
        _visiting.Remove((name, taker));
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
            bool alwaysOpensOne = !gate.AllowsMultiple && (gate is IfElseNode || ((RouteNode)gate).Fallback is not null);
            if (alwaysOpensOne && !_mayNotRun[link.Gate] && gate.Targets.All(t => t != Node.End && producers.Contains(_structure.NodeIndexes[t]) && IsControlledOnlyBy(_structure.NodeIndexes[t], link.Gate)))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsControlledOnlyBy(int node, int gate) => _structure.GatesOf(node).All(l => l.Gate == gate) && !LacksInput(node) && !LacksAwaitedName(node);
}
