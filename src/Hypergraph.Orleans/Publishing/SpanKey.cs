namespace Hypergraph.Orleans.Publishing;

/// <summary>Identifies a span within its parent, except for its occurrence: kind, name, and item of a map.</summary>
internal readonly record struct SpanKey(bool IsRun, string? Name, int? Item)
{
    public static SpanKey Of(Event start) => start is NodeStartEvent node
        ? new SpanKey(IsRun: false, node.NodeName, Item: null)
        : new SpanKey(IsRun: true, start.GraphName, start.ItemIndex);
}
