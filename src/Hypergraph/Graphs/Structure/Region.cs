namespace Hypergraph;

/// <summary>
/// Nodes that depend on each other in a loop, or one node alone: a strongly connected component. A region runs when all
/// regions before it have come to rest, so what follows a loop sees its last values.
/// </summary>
internal sealed class Region(int[] nodes, bool isLoop)
{
    /// <summary>The nodes by their places in the graph, in declaration order.</summary>
    public int[] Nodes => nodes;

    /// <summary>Whether the nodes may run more than once.</summary>
    public bool IsLoop => isLoop;

    /// <summary>The regions that wait for this one.</summary>
    public int[] Successors { get; set; } = [];

    /// <summary>The number of regions that this one waits for.</summary>
    public int PredecessorCount { get; set; }
}
