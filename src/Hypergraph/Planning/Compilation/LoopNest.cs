using Hypergraph.Graphs.Components;

namespace Hypergraph.Planning.Compilation;

/// <summary>
/// Finds the loops inside a loop. The header of a loop is its first node in the order of an iteration. Without the edges that lead to the
/// header, the strongly connected components of the other nodes are the loops inside (F. Bourdoncle, FMPA 1993, LNCS 735).
/// </summary>
internal static class LoopNest
{
    /// <summary>The loops around each node of a component, outermost first; the component itself is loop 0.</summary>
    /// <param name="nodes">The nodes of the component.</param>
    /// <param name="positions">The position of each node in the order of an iteration.</param>
    /// <param name="components">The components of the graph.</param>
    public static Dictionary<int, int[]> Find(int[] nodes, Dictionary<int, int> positions, StronglyConnectedComponents components)
    {
        int nodeCount = components.Successors.Count;
        var loopsOf = new Dictionary<int, int[]>(nodes.Length);
        var pending = new Stack<(int[] Nodes, int[] Path)>([(nodes, [0])]);
        int loopCount = 1;
        while (pending.TryPop(out (int[] Nodes, int[] Path) loop))
        {
            foreach (int node in loop.Nodes)
            {
                loopsOf[node] = loop.Path;
            }

            int header = loop.Nodes.MinBy(node => positions[node]);
            foreach (int[] inner in ComponentsWithout(header, loop.Nodes, nodeCount, components.Successors))
            {
                pending.Push((inner, [.. loop.Path, loopCount++]));
            }
        }

        return loopsOf;
    }

    /// <summary>The components of more than one node that remain without a header.</summary>
    private static IEnumerable<int[]> ComponentsWithout(int header, int[] nodes, int nodeCount, PackedIntLists successors)
    {
        bool[] isActive = new bool[nodeCount];
        foreach (int node in nodes)
        {
            isActive[node] = node != header;
        }

        StronglyConnectedComponents found = StronglyConnectedComponentFinder.Find(isActive, (node, list) => list.AddRange(successors[node]));
        return Enumerable.Range(0, found.Count).Select(c => found.NodesOf(c).ToArray()).Where(component => component.Length > 1);
    }
}
