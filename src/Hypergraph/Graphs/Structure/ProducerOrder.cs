namespace Hypergraph.Graphs.Structure;

/// <summary>Determines whether two producers of a name never compete: a gate excludes one of them, or one runs first.</summary>
internal sealed class ProducerOrder(GraphStructure structure)
{
    private readonly List<HashSet<int>[]> _branches = FindBranches(structure);

    /// <summary>Whether the two are in different branches of a gate that chooses only one of them.</summary>
    public bool IsExclusive(int a, int b) => _branches.Exists(branches =>
    {
        int branchOfA = Array.FindIndex(branches, branch => branch.Contains(a));
        int branchOfB = Array.FindIndex(branches, branch => branch.Contains(b));
        return branchOfA >= 0 && branchOfB >= 0 && branchOfA != branchOfB;
    });

    /// <summary>Whether one of the two depends on the other by more than the names that both produce.</summary>
    public bool IsOrdered(int a, int b, int[] producers)
    {
        HashSet<string> contested =
        [
            .. producers.SelectMany(p => structure.Nodes[p].Outputs.Select(o => o.Name))
                .GroupBy(name => name)
                .Where(group => group.Count() > 1)
                .Select(group => group.Key),
        ];
        return HasPath(a, b, contested) || HasPath(b, a, contested);
    }

    private bool HasPath(int from, int to, HashSet<string> contested)
    {
        HashSet<int> seen = [from];
        var pending = new Stack<int>(seen);
        while (pending.TryPop(out int node))
        {
            foreach (int next in UncontestedSuccessors(node, contested))
            {
                if (next == to)
                {
                    return true;
                }

                if (seen.Add(next))
                {
                    pending.Push(next);
                }
            }
        }

        return false;
    }

    private IEnumerable<int> UncontestedSuccessors(int node, HashSet<string> contested)
    {
        IEnumerable<int> byValue = structure.Nodes[node].Outputs
            .Where(o => !contested.Contains(o.Name))
            .SelectMany(o => structure.ConsumersOf(o.Name).Where(consumer => structure.Feeds(node, consumer, o.Name)));
        IEnumerable<int> byOrder = structure.OrderSuccessorsOf(node);
        return structure.Nodes[node] is GateNode gate
            ? byValue.Concat(byOrder).Concat(gate.Targets.Where(t => t != Node.End).Select(t => structure.NodeIndexes[t]))
            : byValue.Concat(byOrder);
    }

    /// <summary>Returns, for each gate that chooses one target, the nodes that can be reached through each target and no other.</summary>
    private static List<HashSet<int>[]> FindBranches(GraphStructure structure)
    {
        List<HashSet<int>[]> found = [];
        foreach (GateNode gate in structure.Nodes.OfType<GateNode>().Where(g => !g.AllowsMultiple))
        {
            // In a loop, a path leads back to the gate, which then decides again, or to another target, which waits for that.
            // The branch ends there.
            int[] targets = [.. gate.Targets.Where(t => t != Node.End).Distinct().Select(t => structure.NodeIndexes[t])];
            HashSet<int> ends = [.. targets, structure.NodeIndexes[gate.Name]];
            HashSet<int>[] reached = [.. targets.Select(t => FindReachable(structure, t, ends))];
            HashSet<int>[] exclusive = [.. reached.Select(own => own.Where(n => reached.Count(r => r.Contains(n)) == 1).ToHashSet())];
            found.Add(exclusive);
        }

        return found;
    }

    private static HashSet<int> FindReachable(GraphStructure structure, int start, HashSet<int> ends)
    {
        HashSet<int> reached = [];
        var pending = new Stack<int>([start]);
        while (pending.TryPop(out int node))
        {
            if ((node == start || !ends.Contains(node)) && reached.Add(node))
            {
                foreach (int next in structure.SuccessorsOf(node))
                {
                    pending.Push(next);
                }
            }
        }

        return reached;
    }
}
