namespace Hypergraph;

/// <summary>Finds how gates continue their loops.</summary>
internal static class LoopTargets
{
    /// <summary>The targets of a gate that lie in its loop, by their places among its targets.</summary>
    public static IEnumerable<int> Of(GraphStructure structure, int gate) => ((GateNode)structure.Nodes[gate]).Targets
        .Index()
        .Where(target => target.Item != Node.End && structure.IsInLoop(gate) && structure.Regions.Of(structure.Index[target.Item]) == structure.Regions.Of(gate))
        .Select(target => target.Index);
}
