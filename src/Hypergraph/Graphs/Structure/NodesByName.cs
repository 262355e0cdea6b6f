namespace Hypergraph.Graphs.Structure;

/// <summary>The nodes that use each of some names, in declaration order. Nodes are identified by their indexes.</summary>
internal sealed class NodesByName
{
    private readonly Dictionary<string, List<int>> _nodes = [];

    /// <param name="nodes">The nodes in declaration order.</param>
    /// <param name="namesOf">The names that a node uses.</param>
    public NodesByName(Node[] nodes, Func<Node, IReadOnlyList<string>> namesOf)
    {
        for (int n = 0; n < nodes.Length; n++)
        {
            IReadOnlyList<string> names = namesOf(nodes[n]);
            for (int i = 0; i < names.Count; i++)
            {
                if (!_nodes.TryGetValue(names[i], out List<int>? sameName))
                {
                    _nodes.Add(names[i], sameName = new List<int>(1));
                }

                sameName.Add(n);
            }
        }
    }

    /// <summary>The number of names.</summary>
    public int Count => _nodes.Count;

    /// <summary>The names in order of first appearance.</summary>
    public IReadOnlyCollection<string> Names => _nodes.Keys;

    /// <summary>The nodes that use a name.</summary>
    public IReadOnlyList<int> this[string name] => _nodes.TryGetValue(name, out List<int>? nodes) ? nodes : [];

    public bool Contains(string name) => _nodes.ContainsKey(name);
}
