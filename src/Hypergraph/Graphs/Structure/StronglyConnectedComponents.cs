namespace Hypergraph;

/// <summary>
/// The regions of the nodes that can run. A region is nodes that depend on each other in a loop, or one node alone: a strongly
/// connected component. It runs when all regions before it have come to rest, so what follows a loop sees its last values.
/// </summary>
/// <param name="members">The nodes of each region, in declaration order; each region stands after all that it depends on.</param>
/// <param name="regionOf">The region of each node; -1 for those that cannot run.</param>
/// <param name="successors">The nodes that can run and depend on each node, each once.</param>
internal sealed class StronglyConnectedComponents(PackedIntLists members, int[] regionOf, PackedIntLists successors)
{
    /// <summary>The number of regions.</summary>
    public int Count => members.Count;

    /// <summary>Whether any region is a loop.</summary>
    public bool HasLoops { get; } = Enumerable.Range(0, members.Count).Any(r => IsLoop(members[r], successors));

    /// <summary>The nodes that can run and depend on each node, each once.</summary>
    public PackedIntLists Successors => successors;

    /// <summary>The nodes of a region, in declaration order.</summary>
    public ArraySegment<int> NodesOf(int region) => members[region];

    /// <summary>The region of a node; -1 if it cannot run.</summary>
    public int ComponentOf(int node) => regionOf[node];

    /// <summary>Whether the nodes of a region may run more than once.</summary>
    public bool IsLoop(int region) => HasLoops && IsLoop(members[region], successors);

    private static bool IsLoop(ArraySegment<int> nodes, PackedIntLists successors) =>
        nodes.Count > 1 || successors[nodes[0]].AsSpan().Contains(nodes[0]);
}
