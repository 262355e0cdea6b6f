namespace Hypergraph;

/// <summary>
/// Where events come from: what all events of one run have in common. The events of a run share one, so that an event is
/// small. An event that is made or changed by initializers gets one of its own, which changes until the event is complete.
/// </summary>
internal sealed class EventOrigin(RunId runId, string? graphName, string? workflowId, int? itemIndex) : IEquatable<EventOrigin>
{
    /// <summary>The origin of an event of which nothing has been said yet.</summary>
    public static readonly EventOrigin Unknown = new(RunId.None, graphName: null, workflowId: null, itemIndex: null);

    /// <summary>The only event that may change it; null of one that is shared.</summary>
    private Event? _owner;

    public RunId RunId { get; set; } = runId;

    public string? GraphName { get; set; } = graphName;

    public string? WorkflowId { get; set; } = workflowId;

    public int? ItemIndex { get; set; } = itemIndex;

    /// <summary>The origin that an event may change: this, if it made it before, or a copy.</summary>
    public EventOrigin OwnedBy(Event e) =>
        ReferenceEquals(_owner, e) ? this : new EventOrigin(RunId, GraphName, WorkflowId, ItemIndex) { _owner = e };

    /// <inheritdoc/>
    public bool Equals(EventOrigin? other) =>
        ReferenceEquals(this, other)
        || (other is not null && RunId == other.RunId && GraphName == other.GraphName && WorkflowId == other.WorkflowId && ItemIndex == other.ItemIndex);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as EventOrigin);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(RunId, GraphName, WorkflowId, ItemIndex);
}
