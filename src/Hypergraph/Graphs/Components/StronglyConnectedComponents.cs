namespace Hypergraph.Graphs.Components;

/// <summary>
/// The strongly connected components of the nodes that can run. A component is a loop, whose nodes depend on each other, or one node.
/// It runs when all preceding components have converged, so the nodes after a loop read its last values.
/// </summary>
/// <param name="members">The nodes of each component, in declaration order; each component follows all that it depends on.</param>
/// <param name="componentOf">The component of each node; -1 for those that cannot run.</param>
/// <param name="successors">The nodes that can run and depend on each node, each once.</param>
internal sealed class StronglyConnectedComponents(PackedIntLists members, int[] componentOf, PackedIntLists successors)
{
    /// <summary>The number of components.</summary>
    public int Count => members.Count;

    /// <summary>Whether any component is a loop.</summary>
    public bool HasLoops { get; } = IsAnyLoop(members, successors);

    /// <summary>The nodes that can run and depend on each node, each once.</summary>
    public PackedIntLists Successors => successors;

    /// <summary>Returns the nodes of a component, in declaration order.</summary>
    public ArraySegment<int> NodesOf(int component) => members[component];

    /// <summary>Returns the component of a node; -1 if it cannot run.</summary>
    public int ComponentOf(int node) => componentOf[node];

    /// <summary>Whether the nodes of a component may run more than once.</summary>
    public bool IsLoop(int component) => HasLoops && IsLoop(members[component], successors);

    private static bool IsAnyLoop(PackedIntLists members, PackedIntLists successors)
    {
        for (int component = 0; component < members.Count; component++)
        {
            if (IsLoop(members[component], successors))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLoop(ArraySegment<int> nodes, PackedIntLists successors)
    {
        if (nodes.Count > 1)
        {
            return true;
        }

        foreach (int successor in successors[nodes[0]])
        {
            if (successor == nodes[0])
            {
                return true;
            }
        }

        return false;
    }
}
