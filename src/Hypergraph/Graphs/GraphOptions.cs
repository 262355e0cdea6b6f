namespace Hypergraph;

/// <summary>What a graph is built with, beside its nodes.</summary>
public sealed record GraphOptions
{
    /// <summary>
    /// The nodes at which runs start; every loop needs one. Only they and what lies behind them can run, and what
    /// their upstream would have produced becomes an input. Empty: runs start wherever inputs are there.
    /// </summary>
    public IReadOnlyList<string> Entrypoints { get; init; } = [];

    /// <summary>
    /// Edges by the names of their nodes, in place of those that follow from names: a node then takes a value from the
    /// nodes that an edge leads from, and an edge without a common name only orders. With <see cref="SharedValues"/>
    /// they only order, and the other values keep their inferred edges.
    /// </summary>
    /// <value>
    /// The default value is <see langword="null"/>: all edges follow from names. An empty list means no edges: no node reads
    /// what another one produces.
    /// </value>
    public IReadOnlyList<(string From, string To)>? Edges { get; init; }

    /// <summary>
    /// Values that several nodes write, such as the messages of a chat: they make no edges, and a new one makes only
    /// nodes run again that a gate has chosen. Order their writers with <see cref="Edges"/>. A call gives the first.
    /// </summary>
    public IReadOnlyList<string> SharedValues { get; init; } = [];

    /// <summary>Processors that see the events of every call that runs the graph, also nested in another.</summary>
    public IReadOnlyList<EventProcessor> EventProcessors { get; init; } = [];
}
