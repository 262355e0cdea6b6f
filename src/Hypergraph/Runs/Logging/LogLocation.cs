using Hypergraph.Telemetry;

namespace Hypergraph.Runs.Logging;

/// <summary>The location of a message in its call, in names and indexes.</summary>
/// <param name="Graph">The graph that contains the node.</param>
/// <param name="Node">The node; null if the message is about no single node.</param>
/// <param name="Path">The nodes and items that lead to it; null for the call itself.</param>
/// <param name="ItemIndex">The zero-based index of the innermost item, or null.</param>
internal readonly record struct LogLocation(string? Graph, string? Node, string? Path, int? ItemIndex)
{
    /// <summary>The name of a graph without one.</summary>
    public const string Unnamed = AttributeNames.Unnamed;

    /// <summary>The name of the graph for messages.</summary>
    public string GraphName => Graph ?? Unnamed;
}
