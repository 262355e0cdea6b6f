using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

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
[JsonConverter(typeof(EventJsonConverter))]
public abstract record Event
{
    // There may be many millions of events, and some consumers keep them: what a run's events have in common is shared, an
    // absent parent is no id, and a time in UTC needs no offset.
    private readonly SpanId _parentSpanId;
    private readonly long _utcTicks;
    private EventOrigin _origin;

    /// <summary>Creates an event; what is required has to be given.</summary>
    protected Event() => _origin = EventOrigin.Unknown;

    [SetsRequiredMembers]
    private protected Event(in EventStamp stamp)
    {
        _origin = stamp.Origin;
        SpanId = stamp.SpanId;
        _parentSpanId = stamp.ParentSpanId;
        _utcTicks = stamp.UtcTicks;
    }

    /// <summary>The run that this belongs to. A map and each of its items are runs of their own.</summary>
    public required RunId RunId
    {
        get => _origin.RunId;
        init => WritableOrigin().RunId = value;
    }

    /// <summary>The scope that this belongs to: a run, or one execution of a node.</summary>
    public required SpanId SpanId { get; init; }

    /// <summary>
    /// The scope around <see cref="SpanId"/>: a node's is its run, a nested run's the node that holds the graph, a map
    /// item's the map. Null at the root; <see cref="SpanId.None"/> is taken as null.
    /// </summary>
    public SpanId? ParentSpanId
    {
        get => _parentSpanId.IsNone ? null : _parentSpanId;
        init => _parentSpanId = value.GetValueOrDefault();
    }

    /// <summary>
    /// When it happened, in UTC; what is given with another offset is converted. Within one root run, timestamps never go back.
    /// </summary>
    public required DateTimeOffset Timestamp
    {
        get => new(_utcTicks, TimeSpan.Zero);
        init => _utcTicks = value.UtcTicks;
    }

    /// <summary>The name of the graph that runs, or null for a graph without a name.</summary>
    public string? GraphName
    {
        get => _origin.GraphName;
        init => WritableOrigin().GraphName = value;
    }

    /// <summary>The caller's own name for the call (<c>RunOptions.WorkflowId</c>), or null.</summary>
    public string? WorkflowId
    {
        get => _origin.WorkflowId;
        init => WritableOrigin().WorkflowId = value;
    }

    /// <summary>
    /// The zero-based index of the innermost map item that this happened in, or null outside a map. A map's own events
    /// carry the index of the item around the map.
    /// </summary>
    public int? ItemIndex
    {
        get => _origin.ItemIndex;
        init => WritableOrigin().ItemIndex = value;
    }

    /// <summary>
    /// The node that this happened in, with the nested graphs' nodes that lead to it, joined by <c>/</c>: <c>files/rows/parse_row</c>.
    /// Of an event of a run, the node that holds its graph. Null outside nodes, never on a <see cref="NodeEvent"/>.
    /// </summary>
    /// <remarks>It is computed on each read; an event whose path is not read costs nothing.</remarks>
    public string? NodePath
    {
        get => _origin.ExplicitLocation?.NodePath ?? (_origin.RunPath, OwnNode) switch
        {
            (var path, null) => path,
            (null, var node) => node,
            var (path, node) => $"{path}/{node}",
        };
        init => WritableOrigin().UpdateLocation(place => place with { NodePath = value });
    }

    /// <summary>
    /// The zero-based indexes of the map items that this happened in, the outermost first; empty outside maps. The last is
    /// <see cref="ItemIndex"/>. Prints as <c>0.3</c>.
    /// </summary>
    /// <remarks>It is made anew each time that it is asked for.</remarks>
    public IReadOnlyList<int> ItemPath
    {
        get => _origin.ItemPath;
        init => WritableOrigin().UpdateLocation(place => place with { ItemPath = Hypergraph.ItemPath.Of(value) });
    }

    /// <summary>The label of the innermost map item that has one and that this happened in, or null.</summary>
    public string? ItemLabel
    {
        get => _origin.ItemLabel;
        init => WritableOrigin().UpdateLocation(place => place with { ItemLabel = value });
    }

    /// <summary>Whether two events say the same of the same moment.</summary>
    /// <param name="other">The other event.</param>
    public virtual bool Equals(Event? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && EqualityContract == other.EqualityContract
            && (RunId, SpanId, _parentSpanId, _utcTicks) == (other.RunId, other.SpanId, other._parentSpanId, other._utcTicks)
            && (GraphName, WorkflowId, ItemIndex) == (other.GraphName, other.WorkflowId, other.ItemIndex)
            && (ReferenceEquals(_origin, other._origin) || HasSameLocation(other)));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(EqualityContract, RunId, SpanId, _parentSpanId, _utcTicks);

    /// <summary>The node that it happened in, by its name in its graph; null outside nodes.</summary>
    private protected virtual string? OwnNode => null;

    /// <summary>Whether this opens or closes a span. A bounded queue never drops such an event.</summary>
    internal virtual bool IsStartOrEnd => true;

    private bool HasSameLocation(Event other) =>
        NodePath == other.NodePath && ItemLabel == other.ItemLabel && ItemPath.SequenceEqual(other.ItemPath);

    private EventOrigin WritableOrigin() => _origin = _origin.WritableFor(this);
}
