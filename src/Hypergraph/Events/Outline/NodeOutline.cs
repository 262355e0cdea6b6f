using System.Diagnostics;

namespace Hypergraph;

/// <summary>A node in a <see cref="GraphOutline"/>.</summary>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed record NodeOutline
{
    /// <summary>The node's name, unique in its graph. It is text, never markup.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of the node.</summary>
    public required NodeKind Kind { get; init; }

    /// <summary>The nested graph of a node of kind <see cref="NodeKind.Graph"/>; null otherwise.</summary>
    public GraphOutline? Graph { get; init; }

    /// <summary>Whether the nested graph runs once for each item of a collection.</summary>
    public bool IsMapped { get; init; }

    /// <summary>Whether the node is part of a loop, so that it may run any number of times in one run.</summary>
    public bool IsInLoop { get; init; }

    private string DebuggerText => $"{Kind} {Name}";
}
