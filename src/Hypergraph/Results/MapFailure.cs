using System.Diagnostics;
using Hypergraph.Events.Outcomes;

namespace Hypergraph;

/// <summary>An item of a map that failed. Two are equal if the same exception made the same item fail.</summary>
/// <param name="Index">The item's zero-based place in the input.</param>
/// <param name="Error">What made it fail.</param>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed record MapFailure(int Index, Exception Error)
{
    /// <summary>
    /// The node that failed, with the nested graphs' nodes that lead to it, joined by <c>/</c>; null where the item could not begin.
    /// </summary>
    public string? NodePath { get; init; }

    /// <summary>The zero-based indexes of the map items that lead to the failure: <see cref="Index"/>, then those of nested maps.</summary>
    public IReadOnlyList<int> ItemPath { get; init; } = ItemPathOf(Index);

    /// <summary>The label of the innermost of these items that has one, or null.</summary>
    public string? ItemLabel { get; init; }

    /// <inheritdoc/>
    public bool Equals(MapFailure? other) => other is not null && Index == other.Index && Error == other.Error;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Index, Error);

    internal static MapFailure Of(int index, Exception error, RunFailure? failure) => failure is null
        ? new MapFailure(index, error)
        : new MapFailure(index, error) { NodePath = failure.NodePath, ItemPath = failure.ItemPath, ItemLabel = failure.ItemLabel };

    private static ItemPath ItemPathOf(int index) => new([index]);

    private string DebuggerText => new RunFailure(NodePath, ItemPath, Error).ToString();
}
