namespace Hypergraph;

/// <summary>Everything that a graph is built from; each change to a graph is a new one of these.</summary>
internal sealed record GraphSpec(
    string? Name,
    Node[] Nodes,
    IReadOnlyList<string> Entrypoints,
    IReadOnlyList<(string From, string To)>? Edges,
    IReadOnlyList<string> SharedValues,
    IReadOnlyList<string>? Selected,
    IReadOnlyDictionary<string, object?> Bound,
    IReadOnlyList<EventProcessor> EventProcessors)
{
    /// <summary>How messages speak of the graph.</summary>
    public string Subject => Name is null ? "The graph" : $"Graph '{Name}'";

    /// <summary>An error about the graph.</summary>
    public GraphConfigurationException Error(string message) => new($"{Subject}: {message}");
}
