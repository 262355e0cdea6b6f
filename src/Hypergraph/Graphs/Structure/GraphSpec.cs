namespace Hypergraph.Graphs.Structure;

/// <summary>The specification from which a graph is built; each changed graph has a new one.</summary>
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
    /// <summary>The version for stored runs.</summary>
    public string? Version { get; init; }

    /// <summary>The name of the graph in messages.</summary>
    public string Subject => Name is null ? "The graph" : $"Graph '{Name}'";

    /// <summary>Creates an error about the graph.</summary>
    public GraphConfigurationException Error(string message) => new($"{Subject}: {message}");
}
