namespace Hypergraph;

/// <summary>
/// Where events come from: what all events of one run have in common. The events of a run share one, so that an event is
/// small. An event that is made or changed by initializers gets one of its own, which changes until the event is complete.
/// </summary>
internal sealed class EventOrigin
{
    /// <summary>The origin of an event of which nothing has been said yet.</summary>
    public static readonly EventOrigin Unknown = new(RunId.None, graphName: null, workflowId: null, itemIndex: null);

    /// <summary>The origin of the run around it, or, of an event of its own, the places that were set; null at the root.</summary>
    private object? _parentOrLocation;

    /// <summary>The node around it that holds its graph; of an item its label.</summary>
    private string? _nodeNameOrItemLabel;

    private bool _isItem;

    /// <summary>The only event that may change it; null of one that is shared.</summary>
    private Event? _owner;

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

    public RunId RunId { get; set; }

    public string? GraphName { get; set; }

    public string? WorkflowId { get; set; }

    public int? ItemIndex
    {
        get => Item < 0 ? null : Item;
        set => (Item, _isItem) = (value ?? -1, _isItem || _parentOrLocation is null);
    }

    /// <summary>The nodes that hold the run's graph, from the outermost inwards, joined by <c>/</c>; null at the root. Made anew each time.</summary>
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

    /// <summary>The items that the run lies in. Made anew each time.</summary>
    public ItemPath ItemPath
    {
        get
        {
            if (ExplicitLocation?.ItemPath is { } given)
            {
                return given;
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
            if (ExplicitLocation is { } given)
            {
                return given.ItemLabel;
            }

            EventOrigin? origin = this;
            while (origin is { _isItem: false } or { _nodeNameOrItemLabel: null })
            {
                origin = origin._parentOrLocation as EventOrigin;
            }

            return origin?._nodeNameOrItemLabel;
        }
    }

    /// <summary>What was set for the one event that has it; null of an origin that knows its surroundings.</summary>
    public EventLocation? ExplicitLocation => _parentOrLocation as EventLocation;

    private int Item { get; set; }

    /// <summary>The origin of the events of a graph that runs, or is mapped, inside a node of this run.</summary>
    public EventOrigin ForNestedRun(RunId runId, string? graphName, string node) =>
        new(runId, graphName, WorkflowId, ItemIndex) { _parentOrLocation = this, _nodeNameOrItemLabel = node, _isItem = false };

    /// <summary>The origin of the events of an item of this map.</summary>
    public EventOrigin ForItem(RunId runId, int item, string? label) =>
        new(runId, GraphName, WorkflowId, item) { _parentOrLocation = this, _nodeNameOrItemLabel = label, _isItem = true };

    /// <summary>The origin that an event may change: this, if it made it before, or a copy.</summary>
    public EventOrigin WritableFor(Event e) => ReferenceEquals(_owner, e) ? this : new EventOrigin(this) { _owner = e };

    /// <summary>Sets the place of the one event that has this origin.</summary>
    /// <param name="change">Changes what was known of it.</param>
    public void UpdateLocation(Func<EventLocation, EventLocation> change)
    {
        EventLocation known = ExplicitLocation ?? new EventLocation(NodePath: null, ItemPath, ItemLabel);
        _parentOrLocation = change(known);
    }
}
