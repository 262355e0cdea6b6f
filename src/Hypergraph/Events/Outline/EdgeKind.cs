namespace Hypergraph;

/// <summary>The kinds of edges.</summary>
public enum EdgeKind
{
    /// <summary>A node reads values that another one produces.</summary>
    Value,

    /// <summary>A gate may choose a node, or end its branch.</summary>
    Decision,

    /// <summary>A node runs after another one, and reads nothing of it: it waits for a signal or a value, or an explicit edge says so.</summary>
    Order,
}
