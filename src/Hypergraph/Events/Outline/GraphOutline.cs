using System.Diagnostics;

namespace Hypergraph;

/// <summary>
/// The nested structure of a graph as plain data. A consumer of events can lay out every row from it before the
/// first node starts, also in another process.
/// </summary>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed record GraphOutline
{
    /// <summary>The graph's name, or null for a graph without one.</summary>
    public string? Name { get; init; }

    /// <summary>The nodes that can run, in declaration order.</summary>
    public required IReadOnlyList<NodeOutline> Nodes { get; init; }

    /// <summary>The edges between them, by the node that they leave. Logs of earlier versions have none.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<EdgeOutline> Edges { get; init; } = [];

    private string DebuggerText => $"{Name ?? "graph"}: {Nodes.Count} {(Nodes.Count == 1 ? "node" : "nodes")}";
}
