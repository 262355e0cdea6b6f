namespace Hypergraph.Progress;

/// <summary>One graph at one place of a run's outline: the called graph itself, or the one that a node holds.</summary>
internal sealed class GraphCounters
{
    /// <summary>
    /// The most graphs around one whose nodes have rows. No screen shows as many levels, and no stack holds any number of them;
    /// a node deeper inside is part of the one at this level.
    /// </summary>
    public const int MaxDepth = 100;

    private readonly Dictionary<string, NodeCounters> _byName = new(StringComparer.Ordinal);
    private readonly List<NodeCounters> _nodes = [];

    /// <summary>The place behind the one that was asked for last: nodes mostly begin in the order in which they stand.</summary>
    private int _next;
    private Milestones? _milestones;
    private RowCountIndex? _rowCountIndex;

    public GraphCounters(NodeCounters? owner, string? graphName, bool isMapped)
    {
        Owner = owner;
        GraphName = graphName;
        IsMapped = isMapped;
        Depth = owner is null ? 0 : owner.Graph.Depth + 1;
        Sizes = owner?.Graph.Sizes ?? new OutlineSizes();
        owner?.SetNested(this);
    }

    public GraphCounters(NodeCounters? owner, GraphOutline outline, bool isMapped)
        : this(owner, outline.Name, isMapped)
    {
        foreach (NodeOutline node in outline.Nodes)
        {
            Add(node.Name, node);
        }
    }

    /// <summary>The node that holds this graph; null for the called graph.</summary>
    public NodeCounters? Owner { get; }

    public string? GraphName { get; }

    public string Path => Owner?.Path ?? "";

    /// <summary>The number of graphs around this one.</summary>
    public int Depth { get; }

    /// <summary>Whether nodes within the nodes of this graph have no rows.</summary>
    public bool IsDeepest => Depth == MaxDepth;

    /// <summary>How many rows the graphs of the run's outline have.</summary>
    public OutlineSizes Sizes { get; }

    public bool IsMapped { get; private set; }

    /// <summary>Whether any of the nodes holds a graph.</summary>
    public bool HasNestedGraphs { get; set; }

    public IReadOnlyList<NodeCounters> Nodes => _nodes;

    public IReadOnlyList<MapMilestone> Milestones => _milestones?.Passed ?? [];

    /// <summary>The places that the tally has to look at again.</summary>
    public List<NodeCounters> DirtyNodes { get; } = [];

    /// <summary>The rows of this graph and all below by state. Made when it is first asked for.</summary>
    public RowCountIndex RowCountIndex => _rowCountIndex ??= new RowCountIndex(this);

    /// <summary>Items of open maps whose run has not begun.</summary>
    public long ItemsPending { get; private set; }

    /// <summary>Items whose run never began because their map failed or was stopped.</summary>
    public long ItemsNotStarted { get; private set; }

    public long OpenRuns { get; private set; }

    public long RunsStarted { get; private set; }

    public long RunsEnded { get; private set; }

    public long RunsFailed { get; private set; }

    public long RunsPaused { get; private set; }

    public long RunsStopped { get; private set; }

    public long OpenMaps { get; private set; }

    /// <summary>Open maps over streams: nobody knows how many items will come.</summary>
    public long OpenStreams { get; private set; }

    /// <summary>Whether a map over a stream, here or around, failed or was stopped: nobody knows how many items it would have had.</summary>
    public bool IsCut { get => field || Owner is { Graph.IsCut: true }; private set; }

    /// <summary>The maps that have begun, and those over nothing, which emit no run.</summary>
    public long MapsSeen { get; private set; }

    /// <summary>The items of those maps, as far as they are known.</summary>
    public long MapSizes { get; private set; }

    /// <summary>The number of items of the first map; null before it, and if it is over a stream.</summary>
    public int? FirstMapSize { get; private set; }

    /// <summary>Whether all maps seen so far have the same number of items.</summary>
    public bool HasEqualMaps { get; private set; } = true;

    /// <summary>How the worst of the maps ended: what befell a map itself need not have befallen any of its items.</summary>
    public RunStatus WorstMapStatus { get; private set; }

    /// <summary>Times of the items; null until a map has begun.</summary>
    public ItemTimes? ItemTimes { get; private set; }

    /// <summary>The items under way that have labels; null until one with a label has begun.</summary>
    public LabelledItems? Labelled { get; private set; }

    public DateTimeOffset FirstStart { get; private set; }

    public DateTimeOffset LastEnd { get; private set; }

    public long StartSequence { get; private set; }

    public long EndSequence { get; private set; }

    /// <summary>The nearest map that this graph is, or lies in.</summary>
    public GraphCounters? InnermostMap => IsMapped ? this : EnclosingMap;

    /// <summary>The nearest map around this graph.</summary>
    public GraphCounters? EnclosingMap => Owner?.Graph.InnermostMap;

    /// <summary>The nesting level of this graph: that of its map's row.</summary>
    public int Level => Owner is null ? 0 : Owner.Graph.RowLevel + 1;

    /// <summary>
    /// The nesting level of the nodes' rows. In a map it is one below the map's row, but for a called map of a graph that
    /// nests others.
    /// </summary>
    public int RowLevel => Level + (IsMapped && (Owner is not null || !HasNestedGraphs) ? 1 : 0);

    /// <summary>Whether <see cref="RunsPending"/> or <see cref="RunsNotStarted"/> rests on no map that was seen.</summary>
    public bool IsAssumed => (IsMapped && MapsSeen == 0 && IsOwnerIncomplete) || Owner is { Graph.IsAssumed: true };

    /// <summary>Whether <see cref="RunsPending"/> or <see cref="RunsNotStarted"/> rests on the mean of maps of different sizes.</summary>
    public bool IsEstimated => (IsMapped && !HasEqualMaps && IsOwnerIncomplete) || Owner is { Graph.IsEstimated: true };

    /// <summary>The runs that are known before the first event of a node; null where the size of a map is not.</summary>
    public long? RunsAtStart => Owner is null ? IsMapped ? FirstMapSize : 1 : IsMapped ? null : Owner.Graph.RunsAtStart;

    /// <summary>Whether this is a map over a stream, or lies in one, and more items may come.</summary>
    public bool IsGrowing => OpenStreams > 0 || Owner is { Graph.IsGrowing: true };

    /// <summary>Whether a run of this graph may still begin.</summary>
    public bool IsOpenEnded => ItemsPending > 0 || OpenStreams > 0 || Owner is { NestedRunsPending: > 0 } or { MayBeginAgain: true };

    /// <summary>Whether anything may still happen here.</summary>
    public bool IsLive => OpenRuns > 0 || OpenMaps > 0 || IsOpenEnded;

    /// <summary>Whether a cache has given what this graph, or one around it, would have made.</summary>
    public bool IsFromCache => Owner is not null && (Owner.Cached > 0 || (Owner.Started == 0 && Owner.Graph.IsFromCache));

    public long Total => RunsStarted + RunsPending + RunsNotStarted;

    /// <summary>
    /// Runs of this graph that are expected and have not begun. For maps that have not begun that is the mean size of
    /// those seen so far, or one item each before any was seen.
    /// </summary>
    public long RunsPending => IsMapped ? ItemsPending + EstimateItems(OwnerPending) : OwnerPending;

    /// <summary>Runs of this graph that never began because a map, this one or one around it, failed or was stopped.</summary>
    public long RunsNotStarted => IsMapped ? ItemsNotStarted + EstimateItems(OwnerNotStarted) : OwnerNotStarted;

    /// <summary>Where the row of a map stands.</summary>
    public ProgressState State => true switch
    {
        _ when IsLive => StartSequence == 0 ? ProgressState.Waiting : ProgressState.Running,
        _ when RunsFailed > 0 || WorstMapStatus == RunStatus.Failed => ProgressState.Failed,
        _ when RunsPaused > 0 || WorstMapStatus == RunStatus.Paused => ProgressState.Paused,
        _ when RunsStopped > 0 || WorstMapStatus == RunStatus.Stopped => ProgressState.Stopped,
        _ when RunsStarted > 0 && RunsNotStarted > 0 => ProgressState.Stopped,
        _ when RunsStarted > 0 || (MapsSeen > 0 && RunsNotStarted == 0) => ProgressState.Done,
        _ => IsFromCache ? ProgressState.Cached : ProgressState.Skipped,
    };

    private long OwnerPending => Owner is null ? 0 : Owner.Pending + Owner.NestedRunsPending;

    private long OwnerNotStarted => Owner?.Graph.RunsNotStarted ?? 0;

    private bool IsOwnerIncomplete => OwnerPending > 0 || OwnerNotStarted > 0;

    /// <summary>The place of a name; made on the spot when the outline is missing or does not know it.</summary>
    public NodeCounters GetOrAdd(string name)
    {
        NodeCounters place = _next < _nodes.Count && _nodes[_next].Name == name
            ? _nodes[_next]
            : _byName.TryGetValue(name, out NodeCounters? known) ? known : Add(name, outline: null);
        _next = place.Index + 1 < _nodes.Count ? place.Index + 1 : 0;
        return place;
    }

    /// <param name="size">The number of items; null for a stream.</param>
    /// <param name="time">When.</param>
    /// <param name="sequence">The number of the event.</param>
    public void BeginMap(int? size, DateTimeOffset time, long sequence)
    {
        RecordStart(time, sequence);
        IsMapped = true;
        ItemTimes ??= new ItemTimes(time.UtcTicks);
        OpenMaps++;
        OpenStreams += size is null ? 1 : 0;
        RecordSize(size);
        MapSizes += size ?? 0;
        ItemsPending += size ?? 0;
        Owner?.MarkDirty();
    }

    /// <summary>A map over nothing emits no run.</summary>
    public void RecordEmptyMap() => RecordSize(0);

    /// <summary>A map begins an item.</summary>
    /// <param name="isExpected">Whether its size had announced it.</param>
    public void BeginItem(bool isExpected)
    {
        ItemsPending -= isExpected ? 1 : 0;
        MapSizes += isExpected ? 0 : 1;
    }

    /// <summary>A map ends; items that it has not begun will not happen, and are counted as such.</summary>
    public void EndMap(OpenSpan map, RunStatus status, DateTimeOffset time, long sequence)
    {
        OpenMaps--;
        OpenStreams -= map.IsStream ? 1 : 0;
        ItemsPending -= map.ItemsPending;
        ItemsNotStarted += map.ItemsPending;
        IsCut |= map.IsStream && status is RunStatus.Failed or RunStatus.Stopped;
        WorstMapStatus = Worse(WorstMapStatus, status);
        RecordEnd(time, sequence);
    }

    /// <summary>An item that has begun has a label of its own.</summary>
    public void Label(OpenSpan item, string label)
    {
        item.ItemLabel = label;
        (Labelled ??= new LabelledItems()).Add(item);
    }

    public void BeginRun(DateTimeOffset time, long sequence)
    {
        RecordStart(time, sequence);
        RunsStarted++;
        OpenRuns++;
        ItemTimes?.Begin(time.UtcTicks);
        Owner?.MarkDirty();
    }

    public void EndRun(OpenSpan run, RunStatus status, DateTimeOffset time, long sequence)
    {
        OpenRuns--;
        RunsEnded++;
        if (run.ItemLabel is not null)
        {
            Labelled!.Remove(run);
        }

        switch (status)
        {
            case RunStatus.Failed or RunStatus.Partial:
                RunsFailed++;
                break;
            case RunStatus.Paused:
                RunsPaused++;
                break;
            case RunStatus.Stopped:
                RunsStopped++;
                break;
        }

        ItemTimes?.End(run.StartTicks, time.UtcTicks);
        RecordEnd(time, sequence);
    }

    /// <summary>Records the share of the map that was passed since the last call, if any.</summary>
    public void RecordMilestone(long sequence)
    {
        if (!IsAssumed && !IsGrowing)
        {
            (_milestones ??= new Milestones()).Record(this, sequence);
        }
    }

    /// <summary>Closes what an incomplete stream left open, here and below.</summary>
    public void CloseAll()
    {
        ItemsPending = 0;
        OpenRuns = 0;
        OpenMaps = 0;
        OpenStreams = 0;
        Labelled = Labelled is null ? null : new LabelledItems();
        RunsEnded = RunsStarted;
        foreach (NodeCounters place in _nodes)
        {
            place.Close();
            place.NestedSoFar?.CloseAll();
        }
    }

    private static RunStatus Worse(RunStatus one, RunStatus other) =>
        Severity(other) > Severity(one) ? other : one;

    private static int Severity(RunStatus status) => status switch
    {
        RunStatus.Failed => 3,
        RunStatus.Paused => 2,
        RunStatus.Stopped => 1,
        _ => 0,
    };

    private NodeCounters Add(string name, NodeOutline? outline)
    {
        var place = new NodeCounters(this, _nodes.Count, name, outline);
        HasNestedGraphs |= place.HoldsGraph;
        _nodes.Add(place);
        _byName.TryAdd(name, place);
        place.MarkDirty();
        return place;
    }

    /// <summary>The items of maps that were not seen: of as many as the mean of those that were, one each before any was.</summary>
    private long EstimateItems(long maps) => MapsSeen == 0
        ? maps
        : (long)Math.Round((double)MapSizes / MapsSeen * maps, MidpointRounding.AwayFromZero);

    private void RecordSize(int? size)
    {
        if (MapsSeen++ == 0)
        {
            FirstMapSize = size;
        }

        HasEqualMaps &= size == FirstMapSize;
    }

    private void RecordStart(DateTimeOffset time, long sequence)
    {
        if (StartSequence == 0)
        {
            FirstStart = time;
            StartSequence = sequence;
        }
    }

    private void RecordEnd(DateTimeOffset time, long sequence)
    {
        LastEnd = time;
        EndSequence = sequence;
        Owner?.MarkDirty();
    }
}
