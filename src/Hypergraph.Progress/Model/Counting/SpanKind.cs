namespace Hypergraph.Progress;

/// <summary>What an open span is.</summary>
internal enum SpanKind
{
    /// <summary>A run of a graph: the call itself, a nested run, an item of a map.</summary>
    Run,

    /// <summary>A map, the parent of its items' runs.</summary>
    Map,

    /// <summary>One execution of a node.</summary>
    Node,
}
