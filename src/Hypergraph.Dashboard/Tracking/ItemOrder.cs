namespace Hypergraph.Dashboard.Tracking;

/// <summary>The orders of a page of items.</summary>
internal enum ItemOrder
{
    /// <summary>Failed items first, in the order in which they failed.</summary>
    Failed,

    /// <summary>Slowest first.</summary>
    Slowest,

    /// <summary>In the order in which they began.</summary>
    Index,
}
