using Hypergraph.Hosting;

namespace Hypergraph.Orleans.Transport.Events;

/// <summary>The location of a span in the caller's run. Immutable.</summary>
/// <param name="Path">The enclosing nodes and items, as <see cref="Event.Path"/> has them; null at the root.</param>
/// <param name="ItemLabel">The label of the innermost labelled item, or null.</param>
internal sealed record SpanLocation(string? Path, string? ItemLabel)
{
    private static readonly SpanLocation Root = new(Path: null, ItemLabel: null);

    /// <summary>Returns the location of a run.</summary>
    /// <param name="parent">The location of the parent span; null at the root.</param>
    /// <param name="isItem">Whether a run with an index is an item: its parent is a map, or it is the root of an attempt at an item.</param>
    /// <param name="item">The index of the innermost item.</param>
    /// <param name="label">The label of that item.</param>
    public static SpanLocation ForRun(SpanLocation? parent, bool isItem, int? item, string? label)
    {
        SpanLocation location = parent ?? Root;
        return isItem && item is { } index ? new SpanLocation(EventPaths.ForItem(location.Path, index), label ?? location.ItemLabel) : location;
    }

    /// <summary>Returns the location of a node in a run at this location.</summary>
    public SpanLocation ForNode(string name) => this with { Path = EventPaths.ForNode(Path, name) };

    /// <summary>Returns the path of a node whose name is a path already: that of a pause inside nested graphs.</summary>
    public string PathOfPause(string name) => Path is null ? name : $"{Path}/{name}";
}
