namespace Hypergraph;

/// <summary>Options for building a graph.</summary>
public sealed record GraphOptions
{
    /// <summary>
    /// The nodes at which runs start; every loop needs one. Only these nodes and those downstream of them can run, and values
    /// that only nodes upstream of them produce become inputs. Empty: runs start wherever inputs are available.
    /// </summary>
    public IReadOnlyList<string> Entrypoints { get; init; } = [];

    /// <summary>
    /// Edges by the names of their nodes, in place of the inferred ones: a node then reads a value only from the nodes at the
    /// sources of its edges, and an edge without a common name is an ordering edge. With <see cref="SharedValues"/>
    /// all these edges are ordering edges, and the other values keep their inferred edges.
    /// </summary>
    /// <value>
    /// The default value is <see langword="null"/>: all edges follow from names. An empty list means no edges: no node reads
    /// a value that another one produces.
    /// </value>
    public IReadOnlyList<(string From, string To)>? Edges { get; init; }

    /// <summary>
    /// Values that several nodes write, such as the messages of a chat. They make no edges, and a new value makes only nodes
    /// run again that a gate has chosen. Order their writers with <see cref="Edges"/>. A call supplies the first value.
    /// </summary>
    public IReadOnlyList<string> SharedValues { get; init; } = [];

    /// <summary>
    /// The version of the graph for stored runs. The structure of a graph is compared without it; the version stands for what is not structure: the code of functions, and bound values. A stored run is not
    /// continued with another version.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public string? Version { get; init; }

    /// <summary>Processors that receive the events of every call that runs the graph, also nested in another.</summary>
    public IReadOnlyList<EventProcessor> EventProcessors { get; init; } = [];
}
