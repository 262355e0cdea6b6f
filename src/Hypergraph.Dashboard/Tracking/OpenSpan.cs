namespace Hypergraph.Dashboard.Tracking;

/// <summary>A run, a map, an item or an execution of a node that has begun and not ended. Instances are used again.</summary>
internal sealed class OpenSpan
{
    public SpanId Id { get; private set; }

    public TrackedRun Run { get; private set; } = null!;

    /// <summary>The place of the node; for a run or a map, of the node that holds the graph.</summary>
    public Place Place { get; private set; } = null!;

    /// <summary>The time of the start, in milliseconds since the start of the root run.</summary>
    public double Start { get; private set; }

    /// <summary>For a map, or an item, its items.</summary>
    public ItemTable? Items { get; set; }

    /// <summary>For a map, its number in <see cref="Items"/>; for an item, its own.</summary>
    public int Number { get; set; }

    /// <summary>Whether it is a map: the runs in it are its items.</summary>
    public bool IsMap { get; set; }

    /// <summary>The items around an execution of a node; null outside maps, and if the execution is not on the timeline.</summary>
    public string? ItemText { get; set; }

    /// <summary>For an execution of a node: its place in <see cref="Place.Executions"/>; -1 if it is not on the timeline.</summary>
    public int ExecutionIndex { get; set; }

    /// <summary>For an execution of a node: whether a failure only passes on that of its nested run.</summary>
    public bool HasNestedFailure { get; set; }

    /// <summary>For a run: its executions that ended by a cancellation. The status of the run shows whether it stopped them.</summary>
    public List<(Place Place, int ExecutionIndex, NodeErrorEvent Error)>? Cancelled { get; set; }

    /// <summary>The number of open spans in it. An instance is used again only without any, which an incomplete stream may leave.</summary>
    public int OpenChildren { get; set; }

    /// <summary>The span around it; null at the root.</summary>
    public OpenSpan? Parent { get; private set; }

    /// <summary>The item around it; null outside maps.</summary>
    public OpenSpan? ItemAround
    {
        get
        {
            OpenSpan? span = Parent;
            while (span is not null && (span.IsMap || span.Items is null))
            {
                span = span.Parent;
            }

            return span;
        }
    }

    /// <summary>Forgets the run, which an instance that waits for its next use would keep in memory.</summary>
    public void Clear() => (Run, Place, Parent, Items, ItemText, Cancelled) = (null!, null!, null, null, null, null);

    public void Initialize(SpanId id, TrackedRun run, Place place, double start, OpenSpan? parent)
    {
        (Id, Run, Place, Start, Parent) = (id, run, place, start, parent);
        (Items, Number, IsMap, ItemText, ExecutionIndex, HasNestedFailure, OpenChildren, Cancelled) = (null, -1, false, null, -1, false, 0, null);
    }
}
