using Hypergraph.Events.Outcomes;

namespace Hypergraph.Events.Origins;

/// <summary>
/// The data that all events of one run have in common. The events of a run share one instance, so that an event is small.
/// An event that is created or changed by initializers has its own instance, which is mutable until the event is complete.
/// </summary>
internal sealed class EventOrigin
{
    /// <summary>The origin of an event without any properties set.</summary>
    public static readonly EventOrigin Unknown = new(RunId.None, graphName: null, workflowId: null, itemIndex: null);

    /// <summary>The origin of the surrounding run, or the explicit location of one event; null at the root.</summary>
    private object? _parentOrLocation;

    /// <summary>The node that holds the graph of the run; for an item its label.</summary>
    private string? _nodeNameOrItemLabel;

    private bool _isItem;

    /// <summary>The only event that may change it; null if it is shared.</summary>
    private object? _owner;

    public EventOrigin(RunId runId, string? graphName, string? workflowId, int? itemIndex)
    {
        RunId = runId;
        GraphName = graphName;
        WorkflowId = workflowId;
        Item = itemIndex ?? -1;
        _isItem = itemIndex is not null;
    }

    private EventOrigin(EventOrigin other)
        : this(other.RunId, other.GraphName, other.WorkflowId, other.ItemIndex)
    {
        _parentOrLocation = other._parentOrLocation;
        _nodeNameOrItemLabel = other._nodeNameOrItemLabel;
        _isItem = other._isItem;
    }

    /// <summary>Creates the origin of events that are read from a log.</summary>
    public EventOrigin(RunId runId, string? graphName, string? workflowId, int? itemIndex, EventLocation location)
        : this(runId, graphName, workflowId, itemIndex) => _parentOrLocation = location;

    public RunId RunId { get; set; }

    public string? GraphName { get; set; }

    public string? WorkflowId { get; set; }

    public int? ItemIndex
    {
        get => Item < 0 ? null : Item;
        set => (Item, _isItem) = (value ?? -1, _isItem || _parentOrLocation is null);
    }

    /// <summary>The nodes that hold the run's graph, outermost first, joined by <c>/</c>; null at the root. Computed on each read.</summary>
    public string? RunPath
    {
        get
        {
            string? path = null;
            for (EventOrigin? origin = this; origin is not null; origin = origin._parentOrLocation as EventOrigin)
            {
                if (origin is { _parentOrLocation: not null, _isItem: false, _nodeNameOrItemLabel: { } node })
                {
                    path = path is null ? node : $"{node}/{path}";
                }
            }

            return path;
        }
    }

    /// <summary>The path of the run, with the items (<see cref="EventPath"/>); null at the root. Computed on each read.</summary>
    public string? Path
    {
        get
        {
            if (_parentOrLocation is not EventOrigin parent)
            {
                return _isItem && Item >= 0 ? EventPath.AppendItem(path: null, Item) : null;
            }

            return _isItem ? EventPath.AppendItem(parent.Path, Item)
                : _nodeNameOrItemLabel is { } node ? EventPath.AppendNode(parent.Path, node)
                : parent.Path;
        }
    }

    /// <summary>Appends the path of the run in ASCII, if it is plain and fits (<see cref="EventPath.TryAppendNode"/>). A path that was set for one event is not.</summary>
    public bool TryAppendPath(Span<byte> destination, ref int length)
    {
        if (ExplicitLocation is not null)
        {
            return false;
        }

        if (_parentOrLocation is not EventOrigin parent)
        {
            return !_isItem || Item < 0 || EventPath.TryAppendItem(Item, destination, ref length);
        }

        return parent.TryAppendPath(destination, ref length)
            && (_isItem ? EventPath.TryAppendItem(Item, destination, ref length)
                : _nodeNameOrItemLabel is not { } node || EventPath.TryAppendNode(node, destination, ref length));
    }

    /// <summary>The items around the run. Created on each read.</summary>
    public ItemPath ItemPath
    {
        get
        {
            if (ExplicitLocation?.ItemPath is { } explicitPath)
            {
                return explicitPath;
            }

            List<int>? items = null;
            for (EventOrigin? origin = this; origin is not null; origin = origin._parentOrLocation as EventOrigin)
            {
                if (origin is { _isItem: true, Item: >= 0 })
                {
                    (items ??= []).Insert(0, origin.Item);
                }
            }

            return items is null ? ItemPath.Empty : new ItemPath([.. items]);
        }
    }

    /// <summary>The label of the innermost item that has one, or null.</summary>
    public string? ItemLabel
    {
        get
        {
            if (ExplicitLocation is { } location)
            {
                return location.ItemLabel;
            }

            EventOrigin? origin = this;
            while (origin is { _isItem: false } or { _nodeNameOrItemLabel: null })
            {
                origin = origin._parentOrLocation as EventOrigin;
            }

            return origin?._nodeNameOrItemLabel;
        }
    }

    /// <summary>The location that was set for one event; null for an origin that is part of a run's origins.</summary>
    public EventLocation? ExplicitLocation => _parentOrLocation as EventLocation;

    private int Item { get; set; }

    /// <summary>Creates the origin of the events of a graph that runs, or is mapped, inside a node of this run.</summary>
    public EventOrigin ForNestedRun(RunId runId, string? graphName, string node) =>
        new(runId, graphName, WorkflowId, ItemIndex) { _parentOrLocation = this, _nodeNameOrItemLabel = node, _isItem = false };

    /// <summary>Creates the origin of the events of an item of this map.</summary>
    public EventOrigin ForItem(RunId runId, int item, string? label) =>
        new(runId, GraphName, WorkflowId, item) { _parentOrLocation = this, _nodeNameOrItemLabel = label, _isItem = true };

    /// <summary>Returns the origin that an event may change: this one, if the event owns it, or a copy.</summary>
    public EventOrigin WritableFor(object e) => ReferenceEquals(_owner, e) ? this : new EventOrigin(this) { _owner = e };

    /// <summary>Sets the location of the one event that owns this origin.</summary>
    /// <param name="change">Returns the new location for the current one.</param>
    public void UpdateLocation(Func<EventLocation, EventLocation> change)
    {
        EventLocation current = ExplicitLocation ?? new EventLocation(nodePath: null, ItemPath, ItemLabel);
        _parentOrLocation = change(current);
    }
}
