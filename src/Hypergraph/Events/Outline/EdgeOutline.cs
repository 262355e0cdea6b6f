using System.Diagnostics;

namespace Hypergraph;

/// <summary>An edge in a <see cref="GraphOutline"/>. There is at most one of a kind from a node to another.</summary>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed record EdgeOutline
{
    /// <summary>The node that it leaves, by its index in <see cref="GraphOutline.Nodes"/>.</summary>
    public required int From { get; init; }

    /// <summary>The node to which it leads, by its index; null if it is the decision of a gate to end its branch (<see cref="Node.End"/>).</summary>
    public int? To { get; init; }

    /// <summary>The kind of the edge.</summary>
    public required EdgeKind Kind { get; init; }

    /// <summary>
    /// The values that it carries; for <see cref="EdgeKind.Order"/>, the signals and values for which the node waits; for a decision between two
    /// branches, <c>true</c> or <c>false</c>. Empty for the decision of a route, and for an explicit edge that carries no value.
    /// </summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Names { get; init; } = [];

    private string DebuggerText => $"{Kind} {From} → {To?.ToString() ?? "END"} {string.Join(", ", Names)}";
}
