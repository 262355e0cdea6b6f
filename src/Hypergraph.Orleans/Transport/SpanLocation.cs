namespace Hypergraph.Orleans;

/// <summary>Where a span lies in the run of the caller. Immutable.</summary>
/// <param name="NodePath">The nodes that lead to it, joined by <c>/</c>; null at the root.</param>
/// <param name="ItemPath">The map items that lead to it.</param>
/// <param name="ItemLabel">The label of the innermost of them that has one, or null.</param>
internal sealed record SpanLocation(string? NodePath, int[] ItemPath, string? ItemLabel)
{
    private static readonly SpanLocation Root = new(NodePath: null, [], ItemLabel: null);

    /// <summary>The place of a run.</summary>
    /// <param name="around">The place of the span around it; null at the root.</param>
    /// <param name="isItem">Whether it is an item if it has an index: those around it are maps, or it is the root of an attempt at an item.</param>
    /// <param name="item">The index of the innermost item.</param>
    /// <param name="label">The label of that item.</param>
    public static SpanLocation ForRun(SpanLocation? around, bool isItem, int? item, string? label)
    {
        SpanLocation place = around ?? Root;
        return isItem && item is { } index ? place with { ItemPath = [.. place.ItemPath, index], ItemLabel = label ?? place.ItemLabel } : place;
    }

    /// <summary>The place of a node in a run of this place.</summary>
    public SpanLocation ForNode(string name) => this with { NodePath = NodePath is null ? name : $"{NodePath}/{name}" };
}
