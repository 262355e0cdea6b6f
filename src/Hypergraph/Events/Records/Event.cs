using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Hypergraph.Events.Origins;
using Hypergraph.Events.Outcomes;

namespace Hypergraph;

/// <summary>
/// Something that happened in a run. Immutable, and plain data, so that a stream of events can be written to a log or
/// sent to another process and consumed there by the same processors.
/// </summary>
/// <remarks>
/// A <see cref="RunStartEvent"/> has exactly one <see cref="RunEndEvent"/>, a <see cref="NodeStartEvent"/> exactly one
/// <see cref="NodeEndEvent"/>, <see cref="NodeErrorEvent"/> or <see cref="InterruptEvent"/>, independent of the outcome. The
/// events of a child lie between the start and the end of its parent.
/// </remarks>
[DebuggerDisplay("{DebuggerText,nq}")]
[JsonConverter(typeof(EventJsonConverter))]
public abstract record Event
{
    // There may be many millions of events, and some consumers keep them. So the events of a run share their common data, an
    // absent parent has no id, and a time in UTC has no offset.
    private readonly SpanId _parentSpanId;
    private readonly long _utcTicks;
    private EventOrigin _origin;

    /// <summary>Creates an event; the required properties must be set.</summary>
    protected Event() => _origin = EventOrigin.Unknown;

    [SetsRequiredMembers]
    private protected Event(in EventStamp stamp)
    {
        _origin = stamp.Origin;
        SpanId = stamp.SpanId;
        _parentSpanId = stamp.ParentSpanId;
        _utcTicks = stamp.UtcTicks;
    }

    /// <summary>The run of the event. A map and each of its items are runs of their own.</summary>
    public required RunId RunId
    {
        get => _origin.RunId;
        init => WritableOrigin().RunId = value;
    }

    /// <summary>The span of the event: a run, or one execution of a node.</summary>
    public required SpanId SpanId { get; init; }

    /// <summary>
    /// The span around <see cref="SpanId"/>: for a node its run, for a nested run the node that holds the graph, for a map
    /// item the map. Null at the root; <see cref="SpanId.None"/> is read as null.
    /// </summary>
    public SpanId? ParentSpanId
    {
        get => _parentSpanId.IsNone ? null : _parentSpanId;
        init => _parentSpanId = value.GetValueOrDefault();
    }

    /// <summary>
    /// When it happened, in UTC; another offset is converted. Within one root run, timestamps never decrease.
    /// </summary>
    public required DateTimeOffset Timestamp
    {
        get => new(_utcTicks, TimeSpan.Zero);
        init => _utcTicks = value.UtcTicks;
    }

    /// <summary>The name of the graph of the run, or null for a graph without a name.</summary>
    public string? GraphName
    {
        get => _origin.GraphName;
        init => WritableOrigin().GraphName = value;
    }

    /// <summary>The caller's name for the call (<c>RunOptions.WorkflowId</c>), or null.</summary>
    public string? WorkflowId
    {
        get => _origin.WorkflowId;
        init => WritableOrigin().WorkflowId = value;
    }

    /// <summary>
    /// The zero-based index of the innermost map item of the event, or null outside a map. The events of a map itself
    /// carry the index of the item around the map.
    /// </summary>
    public int? ItemIndex
    {
        get => _origin.ItemIndex;
        init => WritableOrigin().ItemIndex = value;
    }

    /// <summary>
    /// The path of the node of the event, with the nodes of the nested graphs around it, joined by <c>/</c>: <c>files/rows/parse_row</c>.
    /// For an event of a run, the node that holds its graph. Null outside nodes, never on a <see cref="NodeEvent"/>.
    /// </summary>
    /// <remarks>It is computed on each read. A path that is not read has no cost.</remarks>
    public string? NodePath
    {
        get => _origin.ExplicitLocation?.NodePath ?? (_origin.RunPath, OwnNode) switch
        {
            (var path, null) => path,
            (null, var node) => node,
            var (path, node) => $"{path}/{node}",
        };
        init => WritableOrigin().UpdateLocation(location => new EventLocation(value, location.ItemPath, location.ItemLabel));
    }

    /// <summary>
    /// The zero-based indexes of the map items of the event, outermost first; empty outside maps. The last is
    /// <see cref="ItemIndex"/>. Its text has the form <c>0.3</c>.
    /// </summary>
    /// <remarks>It is created on each read.</remarks>
    public IReadOnlyList<int> ItemPath
    {
        get => _origin.ItemPath;
        init => WritableOrigin().UpdateLocation(location => new EventLocation(location.NodePath, Events.Outcomes.ItemPath.Of(value), location.ItemLabel));
    }

    /// <summary>
    /// The nodes and items around the event in one text, outermost first: <c>files[3]/rows[17]/parse</c>. The index of an item follows the node whose map it belongs
    /// to; an item of a map that a call started comes first: <c>[3]/parse</c>. In a name, a backslash precedes <c>/</c>, <c>[</c>, <c>]</c> and <c>\</c>. Null for the event of
    /// a root run.
    /// </summary>
    /// <remarks>
    /// It is computed on each read. Setting it sets <see cref="NodePath"/> and <see cref="ItemPath"/> too. If only these are set, the indexes come first.
    /// </remarks>
    public string? Path
    {
        get => _origin.ExplicitLocation is { } location
            ? location.Path ?? EventPath.Of(NodePath, location.ItemPath)
            : OwnNode is { } node ? OwnPath(_origin.Path, node) : _origin.Path;
        init => WritableOrigin().UpdateLocation(location => new EventLocation(value, location.ItemLabel));
    }

    /// <summary>The label of the innermost map item of the event that has one, or null.</summary>
    public string? ItemLabel
    {
        get => _origin.ItemLabel;
        init => WritableOrigin().UpdateLocation(location => location.Path is { } path ? new EventLocation(path, value) : new EventLocation(location.NodePath, location.ItemPath, value));
    }

    /// <summary>Whether two events have the same type and the same common properties.</summary>
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

    /// <summary>The name of the node of the event in its graph; null outside nodes.</summary>
    private protected virtual string? OwnNode => null;

    /// <summary>Returns the path of the event's node in a run.</summary>
    private protected virtual string OwnPath(string? run, string node) => EventPath.AppendNode(run, node);

    /// <summary>Writes <see cref="Path"/> in ASCII, if no character of it is escaped, in a path or in JSON, and it fits.</summary>
    /// <param name="destination">The destination.</param>
    /// <param name="length">The length of the path; 0 if there is none.</param>
    /// <returns>Whether that was possible.</returns>
    internal virtual bool TryFormatPath(Span<byte> destination, out int length)
    {
        length = 0;
        return _origin.TryAppendPath(destination, ref length) && (OwnNode is not { } node || EventPath.TryAppendNode(node, destination, ref length));
    }

    /// <summary>Whether this starts or ends a span. A bounded queue never drops such an event.</summary>
    internal virtual bool IsStartOrEnd => true;

    private protected virtual string DebuggerText => $"{GetType().Name} {NodePath ?? GraphName ?? "graph"}{(ItemIndex is null ? string.Empty : $" [item {ItemPath}]")}";

    private bool HasSameLocation(Event other) =>
        NodePath == other.NodePath && ItemLabel == other.ItemLabel && ItemPath.SequenceEqual(other.ItemPath);

    private EventOrigin WritableOrigin() => _origin = _origin.WritableFor(this);
}

/// <summary>Something that happened in one execution of a node. <see cref="Event.SpanId"/> is the span of that execution.</summary>
[JsonConverter(typeof(EventJsonConverter))]
public abstract record NodeEvent : Event
{
    /// <summary>Creates an event; the required properties must be set.</summary>
    protected NodeEvent()
    {
    }

    [SetsRequiredMembers]
    private protected NodeEvent(in EventStamp stamp, string nodeName)
        : base(stamp) => NodeName = nodeName;

    /// <summary>The node's name in its graph. On a bubbled <see cref="InterruptEvent"/> the path, joined by <c>/</c>.</summary>
    public required string NodeName { get; init; }

    private protected override string? OwnNode => NodeName;
}
