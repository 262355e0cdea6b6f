using Hypergraph.Progress.Model;
using Hypergraph.Progress.Tracking.RowCounting;
using Hypergraph.Progress.Tracking.Times;

namespace Hypergraph.Progress.Tracking.Counting;

/// <summary>The counters of one graph at one position of a run's outline: the called graph, or a nested one.</summary>
internal sealed class GraphCounters
{
    /// <summary>
    /// The largest number of enclosing graphs of a graph whose nodes have rows. No screen shows as many levels, and the depth of
    /// recursion must be limited. A node that lies deeper is counted with the node at this level that contains it.
    /// </summary>
    public const int MaxDepth = 100;

    private readonly Dictionary<string, NodeCounters> _byName = new(StringComparer.Ordinal);
    private readonly List<NodeCounters> _nodes = [];

    /// <summary>The index after the node of the last lookup: nodes mostly begin in the order of the outline.</summary>
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

    /// <summary>The node that contains this graph; null for the called graph.</summary>
    public NodeCounters? Owner { get; }

    public string? GraphName { get; }

    public string Path => Owner?.Path ?? "";

    /// <summary>The number of enclosing graphs.</summary>
    public int Depth { get; }

    /// <summary>Whether the nodes nested in the nodes of this graph have no rows.</summary>
    public bool IsDeepest => Depth == MaxDepth;

    /// <summary>The numbers of rows of the graphs in the run's outline.</summary>
    public OutlineSizes Sizes { get; }

    public bool IsMapped { get; private set; }

    /// <summary>Whether any of the nodes contains a graph.</summary>
    public bool HasNestedGraphs { get; set; }

    public IReadOnlyList<NodeCounters> Nodes => _nodes;

    public IReadOnlyList<MapMilestone> Milestones => _milestones?.Passed ?? [];

    /// <summary>The nodes that changed since the last row count.</summary>
    public List<NodeCounters> DirtyNodes { get; } = [];

    /// <summary>The rows of this graph and of all graphs in it, by state. Created on first use.</summary>
    public RowCountIndex RowCountIndex => _rowCountIndex ??= new RowCountIndex();

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

    /// <summary>Runs of which no node ran, because all were restored.</summary>
    public long RunsRestored { get; private set; }

    public long OpenMaps { get; private set; }

    /// <summary>Open maps over streams, whose number of items is unknown.</summary>
    public long OpenStreams { get; private set; }

    /// <summary>
    /// Whether a map over a stream, this one or an enclosing one, failed or was stopped, so that its number of items stays
    /// unknown.
    /// </summary>
    public bool IsCut { get => field || Owner is { Graph.IsCut: true }; private set; }

    /// <summary>The maps that have begun, and empty maps, which emit no run.</summary>
    public long MapsSeen { get; private set; }

    /// <summary>The known items of those maps.</summary>
    public long MapSizes { get; private set; }

    /// <summary>The number of items of the first map; null before it begins, and for a stream.</summary>
    public int? FirstMapSize { get; private set; }

    /// <summary>Whether all maps seen so far have the same number of items.</summary>
    public bool HasEqualMaps { get; private set; } = true;

    /// <summary>The worst status of the maps. A map can fail, pause or stop although none of its items does.</summary>
    public RunStatus WorstMapStatus { get; private set; }

    /// <summary>The times of the items; null until a map has begun.</summary>
    public ItemTimes? ItemTimes { get; private set; }

    /// <summary>The items in flight that have labels; null until an item with a label has begun.</summary>
    public LabelledItems? Labelled { get; private set; }

    public DateTimeOffset FirstStart { get; private set; }

    public DateTimeOffset LastEnd { get; private set; }

    public long StartSequence { get; private set; }

    public long EndSequence { get; private set; }

    /// <summary>The innermost map that contains this graph, or this graph if it is mapped.</summary>
    public GraphCounters? InnermostMap => IsMapped ? this : EnclosingMap;

    /// <summary>The innermost map that contains this graph, without this graph itself.</summary>
    public GraphCounters? EnclosingMap => Owner?.Graph.InnermostMap;

    /// <summary>The nesting level of this graph, at which its map has its row.</summary>
    public int Level => Owner is null ? 0 : Owner.Graph.RowLevel + 1;

    /// <summary>
    /// The nesting level of the nodes' rows. In a map it is one more than that of the map's row, except for a called map of a
    /// graph with nested graphs.
    /// </summary>
    public int RowLevel => Level + (IsMapped && (Owner is not null || !HasNestedGraphs) ? 1 : 0);

    /// <summary>Whether <see cref="RunsPending"/> or <see cref="RunsNotStarted"/> is assumed, because no map has begun.</summary>
    public bool IsAssumed => (IsMapped && MapsSeen == 0 && IsOwnerIncomplete) || Owner is { Graph.IsAssumed: true };

    /// <summary>
    /// Whether <see cref="RunsPending"/> or <see cref="RunsNotStarted"/> is estimated from the mean of maps of different sizes.
    /// </summary>
    public bool IsEstimated => (IsMapped && !HasEqualMaps && IsOwnerIncomplete) || Owner is { Graph.IsEstimated: true };

    /// <summary>The number of runs known before the first event of a node; null if it depends on a map of unknown size.</summary>
    public long? RunsAtStart => Owner is null ? IsMapped ? FirstMapSize : 1 : IsMapped ? null : Owner.Graph.RunsAtStart;

    /// <summary>Whether this graph is, or lies in, a map over a stream to which items may still be added.</summary>
    public bool IsGrowing => OpenStreams > 0 || Owner is { Graph.IsGrowing: true };

    /// <summary>Whether a run of this graph may still begin.</summary>
    public bool IsOpenEnded => ItemsPending > 0 || OpenStreams > 0 || Owner is { NestedRunsPending: > 0 } or { MayBeginAgain: true };

    /// <summary>Whether a run is open or may still begin.</summary>
    public bool IsLive => OpenRuns > 0 || OpenMaps > 0 || IsOpenEnded;

    /// <summary>Whether a cache supplied the outputs of this graph or of an enclosing one.</summary>
    public bool IsFromCache => Owner is not null && (Owner.Cached > 0 || (Owner.Started == 0 && Owner.Graph.IsFromCache));

    public long Total => RunsStarted + RunsPending + RunsNotStarted;

    /// <summary>
    /// Runs of this graph that are expected and have not begun. A map that has not begun counts with the mean size of those that
    /// have, or with one item if none has.
    /// </summary>
    public long RunsPending => IsMapped ? ItemsPending + EstimateItems(OwnerPending) : OwnerPending;

    /// <summary>Runs of this graph that never began because a map, this one or an enclosing one, failed or was stopped.</summary>
    public long RunsNotStarted => IsMapped ? ItemsNotStarted + EstimateItems(OwnerNotStarted) : OwnerNotStarted;

    /// <summary>The state of the map's row.</summary>
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

    /// <summary>Returns the counters of a node by name. Creates them if the outline is missing or does not contain the node.</summary>
    public NodeCounters GetOrAdd(string name)
    {
        NodeCounters node = _next < _nodes.Count && _nodes[_next].Name == name
            ? _nodes[_next]
            : _byName.TryGetValue(name, out NodeCounters? known) ? known : Add(name, outline: null);
        _next = node.Index + 1 < _nodes.Count ? node.Index + 1 : 0;
        return node;
    }

    /// <param name="size">The number of items; null for a stream.</param>
    /// <param name="time">The time of the event.</param>
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

    /// <summary>Records a map without items, which emits no run.</summary>
    public void RecordEmptyMap() => RecordSize(0);

    /// <summary>Records that a map begins an item.</summary>
    /// <param name="isExpected">Whether the size of the map includes it.</param>
    public void BeginItem(bool isExpected)
    {
        ItemsPending -= isExpected ? 1 : 0;
        MapSizes += isExpected ? 0 : 1;
    }

    /// <summary>Records the end of a map. Its items that have not begun are counted as not started.</summary>
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

    /// <summary>Records the label of an item that has begun.</summary>
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

        if (run.IsRestored)
        {
            RunsRestored++;
            ItemTimes?.EndRestored(run.StartTicks, time.UtcTicks);
        }
        else
        {
            ItemTimes?.End(run.StartTicks, time.UtcTicks);
        }

        RecordEnd(time, sequence);
    }

    /// <summary>Records the milestone that the map has reached since the last call, if any.</summary>
    public void RecordMilestone(long sequence)
    {
        if (!IsAssumed && !IsGrowing)
        {
            (_milestones ??= new Milestones()).Record(this, sequence);
        }
    }

    /// <summary>Closes everything that an incomplete stream left open in this graph and in those nested in it.</summary>
    public void CloseAll()
    {
        ItemsPending = 0;
        OpenRuns = 0;
        OpenMaps = 0;
        OpenStreams = 0;
        Labelled = Labelled is null ? null : new LabelledItems();
        RunsEnded = RunsStarted;
        foreach (NodeCounters node in _nodes)
        {
            node.Close();
            node.NestedSoFar?.CloseAll();
        }
    }

    private static RunStatus Worse(RunStatus first, RunStatus second) =>
        Severity(second) > Severity(first) ? second : first;

    private static int Severity(RunStatus status) => status switch
    {
        RunStatus.Failed => 3,
        RunStatus.Paused => 2,
        RunStatus.Stopped => 1,
        _ => 0,
    };

    private NodeCounters Add(string name, NodeOutline? outline)
    {
        var node = new NodeCounters(this, _nodes.Count, name, outline);
        HasNestedGraphs |= node.HoldsGraph;
        _nodes.Add(node);
        _byName.TryAdd(name, node);
        node.MarkDirty();
        return node;
    }

    /// <summary>Estimates the items of maps that have not begun: the mean of those that have, or one each if none has.</summary>
    private long EstimateItems(long mapCount) => MapsSeen == 0
        ? mapCount
        : (long)Math.Round((double)MapSizes / MapsSeen * mapCount, MidpointRounding.AwayFromZero);

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
