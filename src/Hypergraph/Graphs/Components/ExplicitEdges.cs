namespace Hypergraph.Graphs.Components;

/// <summary>The explicit edges of a graph. Nodes are identified by their indexes.</summary>
internal sealed class ExplicitEdges
{
    private static readonly List<int> NoNodes = [];

    private readonly HashSet<long> _edges = [];
    private readonly List<int>?[] _from = [];
    private readonly List<int>?[] _to = [];

    /// <summary>Creates the edges of a graph that has some.</summary>
    /// <param name="nodeCount">The number of nodes.</param>
    public ExplicitEdges(int nodeCount)
    {
        _from = new List<int>[nodeCount];
        _to = new List<int>[nodeCount];
    }

    private ExplicitEdges()
    {
    }

    /// <summary>No edges.</summary>
    public static ExplicitEdges None { get; } = new();

    /// <summary>The number of edges.</summary>
    public int Count => _edges.Count;

    /// <summary>Adds an edge, unless it is there already. One from a node to itself may carry a value, but does not order anything.</summary>
    public void Add(int from, int to)
    {
        if (_edges.Add(KeyOf(from, to)) && from != to)
        {
            (_from[from] ??= []).Add(to);
            (_to[to] ??= []).Add(from);
        }
    }

    public bool Contains(int from, int to) => _edges.Contains(KeyOf(from, to));

    /// <summary>The other nodes to which edges lead from a node.</summary>
    public IReadOnlyList<int> From(int node) => ListOf(_from, node);

    /// <summary>The other nodes from which edges lead to a node.</summary>
    public IReadOnlyList<int> To(int node) => ListOf(_to, node);

    private static List<int> ListOf(List<int>?[] lists, int node) => (lists.Length == 0 ? null : lists[node]) ?? NoNodes;

    private static long KeyOf(int from, int to) => ((long)from << 32) | (uint)to;
}
