namespace Hypergraph.Orleans;

/// <summary>What tells the scopes inside one scope apart, up to their occurrence: kind, name, and the item of a map.</summary>
internal readonly record struct ScopeKey(bool IsRun, string? Name, int? Item)
{
    public static ScopeKey Of(Event start) => start is NodeStartEvent node
        ? new ScopeKey(IsRun: false, node.NodeName, Item: null)
        : new ScopeKey(IsRun: true, start.GraphName, start.ItemIndex);
}
