using System.Diagnostics.CodeAnalysis;

namespace Hypergraph;

/// <summary>
/// Something that happened in a run. Immutable, and plain data, so that a stream of events can be written to a log or
/// sent to another process and consumed there by the same processors.
/// </summary>
/// <remarks>
/// A <see cref="RunStartEvent"/> has exactly one <see cref="RunEndEvent"/>, a <see cref="NodeStartEvent"/> exactly one
/// <see cref="NodeEndEvent"/>, <see cref="NodeErrorEvent"/> or <see cref="InterruptEvent"/>, whatever the outcome; a
/// child's events lie within its parent's.
/// </remarks>
public abstract record Event
{
    /// <summary>Creates an event; what is required has to be given.</summary>
    protected Event()
    {
    }

    [SetsRequiredMembers]
    private protected Event(in EventStamp stamp)
    {
        RunId = stamp.RunId;
        SpanId = stamp.SpanId;
        ParentSpanId = stamp.ParentSpanId;
        Timestamp = stamp.Timestamp;
        GraphName = stamp.GraphName;
        WorkflowId = stamp.WorkflowId;
        ItemIndex = stamp.ItemIndex;
    }

    /// <summary>The run that this belongs to. A map and each of its items are runs of their own.</summary>
    public required RunId RunId { get; init; }

    /// <summary>The scope that this belongs to: a run, or one execution of a node.</summary>
    public required SpanId SpanId { get; init; }

    /// <summary>
    /// The scope around <see cref="SpanId"/>: a node's is its run, a nested run's the node that holds the graph, a map
    /// item's the map. Null at the root.
    /// </summary>
    public SpanId? ParentSpanId { get; init; }

    /// <summary>When it happened, in UTC. Within one root run, timestamps never go back.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The name of the graph that runs, or null for a graph without a name.</summary>
    public string? GraphName { get; init; }

    /// <summary>The caller's own name for the call (<c>RunOptions.WorkflowId</c>), or null.</summary>
    public string? WorkflowId { get; init; }

    /// <summary>
    /// The zero-based index of the innermost map item that this happened in, or null outside a map. A map's own events
    /// carry the index of the item around the map.
    /// </summary>
    public int? ItemIndex { get; init; }

    /// <summary>Whether this opens or closes a span. A bounded queue never drops such an event.</summary>
    internal virtual bool IsStartOrEnd => true;
}
