namespace Hypergraph.Progress;

/// <summary>What a row stands for, and so which icon it shows.</summary>
public enum ProgressIcon
{
    /// <summary>A node of the graph that was called: 📦.</summary>
    Node,

    /// <summary>A node inside a nested graph: 🌳.</summary>
    NestedNode,

    /// <summary>A map, whose row counts items: 🗺️.</summary>
    Map,
}
