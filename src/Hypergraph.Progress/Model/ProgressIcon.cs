namespace Hypergraph.Progress;

/// <summary>The kind of a row, which determines its icon.</summary>
public enum ProgressIcon
{
    /// <summary>A node of the graph that was called: 📦.</summary>
    Node,

    /// <summary>A node inside a nested graph: 🌳.</summary>
    NestedNode,

    /// <summary>A map, whose row counts items: 🗺️.</summary>
    Map,
}
