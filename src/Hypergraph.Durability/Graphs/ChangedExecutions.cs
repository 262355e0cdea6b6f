namespace Hypergraph.Durability.Graphs;

/// <summary>
/// Executions that are to run again, and whether others depend on them: by the structure of the graph, and within a loop by the order in which they were stored. The keys form a tree, so that the answer for an
/// execution takes a few lookups, however many have changed.
/// </summary>
/// <param name="downstream">The dependencies of nodes.</param>
/// <param name="orders">The order in which executions were stored.</param>
internal sealed class ChangedExecutions(Downstream downstream, ExecutionOrders orders)
{
    private readonly Branch _root = new();

    /// <summary>Adds an execution, or the start of the keys of several, as of an item.</summary>
    public void Add(IReadOnlyList<KeyPart> changed)
    {
        Branch branch = _root;
        foreach (KeyPart part in changed)
        {
            branch = branch.Add(part);
        }

        branch.IsChanged = true;
    }

    /// <summary>Whether an execution is one of them, lies inside one, or depends on one.</summary>
    public bool Affect(IReadOnlyList<KeyPart> key)
    {
        Branch branch = _root;
        GraphShape graph = downstream.Graph;
        for (int i = 0; i < key.Count; i++)
        {
            if (branch.IsChanged || DependsOnNode(branch, graph, key, i))
            {
                return true;
            }

            if (!branch.Parts.TryGetValue(key[i], out Branch? next))
            {
                return false;
            }

            graph = Downstream.GraphIn(graph, key[i]);
            branch = next;
        }

        return branch.IsChanged;
    }

    /// <summary>Whether the node at a place of a key depends on another node there, or on an earlier start of its own, that is changed or has something changed in it.</summary>
    private bool DependsOnNode(Branch branch, GraphShape graph, IReadOnlyList<KeyPart> key, int place)
    {
        KeyPart part = key[place];
        return part.Node is { } node && branch.Nodes.Any(changed =>
            changed != part
            && downstream.CanDepend(graph, node, changed.Node!, out bool isInOneLoop)
            && (!isInOneLoop || IsLater(key, place, changed)));
    }

    private bool IsLater(IReadOnlyList<KeyPart> key, int place, KeyPart changed) => key[place].Node == changed.Node
        ? key[place].Start > changed.Start
        : orders.Of(key, place, key[place]) > orders.Of(key, place, changed);

    /// <summary>What has changed under the start of a key.</summary>
    private sealed class Branch
    {
        public bool IsChanged { get; set; }

        public Dictionary<KeyPart, Branch> Parts { get; } = [];

        /// <summary>The nodes among <see cref="Parts"/>; the others are items, which do not depend on each other.</summary>
        public List<KeyPart> Nodes { get; } = [];

        public Branch Add(KeyPart part)
        {
            if (!Parts.TryGetValue(part, out Branch? next))
            {
                Parts.Add(part, next = new Branch());
                if (part.Node is not null)
                {
                    Nodes.Add(part);
                }
            }

            return next;
        }
    }
}
