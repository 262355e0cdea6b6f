namespace Hypergraph.Progress.Tracking.Counting;

/// <summary>The kind of an open span.</summary>
internal enum SpanKind
{
    /// <summary>A run of a graph: the call, a nested run or an item of a map.</summary>
    Run,

    /// <summary>A map, the parent of its items' runs.</summary>
    Map,

    /// <summary>One execution of a node.</summary>
    Node,
}
