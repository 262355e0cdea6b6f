using Hypergraph.Progress.Tracking.RowCounting;
using Hypergraph.Progress.Tracking.Times;

namespace Hypergraph.Progress.Tracking.Counting;

/// <summary>The counters of one node at one position of a run's outline.</summary>
/// <param name="graph">The graph that contains the node.</param>
/// <param name="index">The position in the graph.</param>
/// <param name="name">The name of the node.</param>
/// <param name="outline">The node in the outline; null if the outline does not contain it.</param>
internal sealed class NodeCounters(GraphCounters graph, int index, string name, NodeOutline? outline)
{
    private readonly GraphOutline? _unmade = graph.IsDeepest ? null : outline?.Graph;
    private GraphCounters? _nested;
    private string? _path;
    private MeanTime _durations;
    private DecayingRate _rate;
    private long _ownReporting;
    private long _ownWithoutTotal;
    private long _ownDone;
    private long _ownTotal;
    private bool _isDirty;

    public GraphCounters Graph { get; } = graph;

    /// <summary>The position in <see cref="Graph"/>, and the number of the bit that marks it as reached by a run.</summary>
    public int Index { get; } = index;

    public string Name { get; } = name;

    public bool IsInLoop { get; } = outline?.IsInLoop ?? false;

    public string Path => _path ??= Graph.Path.Length == 0 ? Name : $"{Graph.Path}/{Name}";

    /// <summary>Whether the node contains a graph whose nodes have rows.</summary>
    public bool HoldsGraph => _unmade is not null || _nested is not null;

    /// <summary>
    /// The graph that the node contains; null for any other node. It is created on first use: a graph that contains another one
    /// twice, which contains a third one twice, and so on, has more nodes than fit in memory.
    /// </summary>
    public GraphCounters? Nested => _nested ?? (_unmade is null ? null : new GraphCounters(this, _unmade, outline!.IsMapped));

    /// <summary>The graph that the node contains, if it was created.</summary>
    public GraphCounters? NestedSoFar => _nested;

    /// <summary>The number of rows of the graph that the node contains, if it was not created when they were counted.</summary>
    public OutlineSize UnmadeRows => Graph.Sizes.Of(_unmade!, outline!.IsMapped, Graph.Depth + 1);

    /// <summary>The state of all of these rows, none of which has begun.</summary>
    public ProgressState UnmadeState => true switch
    {
        _ when NestedRunsPending > 0 || MayBeginAgain => ProgressState.Waiting,
        _ => Cached > 0 || (Started == 0 && Graph.IsFromCache) ? ProgressState.Cached : ProgressState.Skipped,
    };

    public long Started { get; private set; }

    public long Ended { get; private set; }

    public long Failed { get; private set; }

    public long Paused { get; private set; }

    /// <summary>Executions that ended because their run was stopped, without a failure of their own.</summary>
    public long Stopped { get; private set; }

    /// <summary>Executions whose result came from a cache.</summary>
    public long Cached { get; private set; }

    /// <summary>Executions whose result came from the store of the run.</summary>
    public long Restored { get; private set; }

    /// <summary>Attempts beyond an execution's first.</summary>
    public long Retries { get; private set; }

    /// <summary>The open executions with a failed attempt.</summary>
    public long Retrying { get; private set; }

    /// <summary>The open runs of <see cref="Graph"/> in which this node has begun at least once.</summary>
    public long Reached { get; set; }

    /// <summary>The open executions of this node whose nested run has not begun.</summary>
    public long NestedRunsPending { get; private set; }

    public DateTimeOffset FirstStart { get; private set; }

    public DateTimeOffset LastEnd { get; private set; }

    public long StartSequence { get; private set; }

    public long EndSequence { get; private set; }

    public ProgressFailure? FirstFailure { get; set; }

    public long Running => Started - Ended;

    public long Total => Started + Pending + Graph.RunsNotStarted;

    /// <summary>
    /// Executions that are expected and have not begun: one for each run of the graph that has neither reached this node nor
    /// ended.
    /// </summary>
    public long Pending => Graph.RunsPending + Graph.OpenRuns - Reached;

    /// <summary>Whether the node is running or may still begin.</summary>
    public bool IsLive => Started > Ended || MayBeginAgain;

    /// <summary>Whether an execution may still begin.</summary>
    public bool MayBeginAgain => Graph.IsOpenEnded || Graph.OpenRuns > (IsInLoop ? 0 : Reached);

    public ProgressState State => true switch
    {
        _ when IsLive => Started == 0 ? ProgressState.Waiting : Retrying > 0 ? ProgressState.Retrying : ProgressState.Running,
        _ when Started == 0 => Graph.IsFromCache ? ProgressState.Cached : ProgressState.Skipped,
        _ when Failed > 0 => ProgressState.Failed,
        _ when Paused > 0 => ProgressState.Paused,
        _ when Stopped > 0 || Graph.RunsNotStarted > 0 || Graph.IsCut => ProgressState.Stopped,
        _ when Cached == Ended => ProgressState.Cached,
        _ => ProgressState.Done,
    };

    public TimeSpan? Average => _durations.Mean;

    /// <summary>The start of the first execution that was not restored, as far as executions have ended.</summary>
    public long FirstExecutedStart => _rate.FirstStart;

    public long? OwnDone => _ownReporting > 0 ? _ownDone : null;

    public long? OwnTotal => _ownReporting > 0 && _ownWithoutTotal == 0 ? _ownTotal : null;

    /// <summary>
    /// The row that the <see cref="RowCountIndex"/> of <see cref="Graph"/> last counted for this node; null before the first
    /// count.
    /// </summary>
    public CountedRow? CountedRow { get; set; }

    public double? PerSecond(long now) => _rate.PerSecond(now);

    public void SetNested(GraphCounters nested)
    {
        _nested = nested;
        Graph.HasNestedGraphs = true;
        MarkDirty();
    }

    public void Begin(DateTimeOffset time, long sequence)
    {
        if (Started++ == 0)
        {
            FirstStart = time;
            StartSequence = sequence;
            _rate.Begin(time.UtcTicks);
        }

        if (HoldsGraph)
        {
            NestedRunsPending++;
        }

        MarkDirty();
    }

    /// <summary>Records that the nested run of an execution has begun.</summary>
    public void BeginNested() => NestedRunsPending--;

    public void End(OpenSpan execution, DateTimeOffset time, long sequence)
    {
        Ended++;
        LastEnd = time;
        EndSequence = sequence;
        if (execution.IsRestored)
        {
            Restored++;
            _rate.RecordRestored(time.UtcTicks);
        }
        else
        {
            _rate.RecordEnd(execution.StartTicks, time.UtcTicks);
        }

        if (HoldsGraph && !execution.HasNestedRun)
        {
            NestedRunsPending--;
        }

        if (execution.IsRetrying)
        {
            Retrying--;
        }

        if (execution.OwnProgress is { } own)
        {
            SubtractOwnProgress(own);
        }

        MarkDirty();
    }

    /// <summary>Records the result of an execution that <see cref="End"/> has closed.</summary>
    public void Complete(OpenSpan execution, bool isCached, bool isStopped)
    {
        if (isCached)
        {
            Cached++;
            return;
        }

        Stopped += isStopped ? 1 : 0;
        RecordDuration(execution);
    }

    public void Fail(OpenSpan execution)
    {
        Failed++;
        RecordDuration(execution);
    }

    public void Pause() => Paused++;

    /// <summary>Records whether an execution that ended with a cancellation was stopped or failed.</summary>
    public void ResolveCancellation(bool isStopped)
    {
        Stopped += isStopped ? 1 : 0;
        Failed += isStopped ? 0 : 1;
        MarkDirty();
    }

    public void RecordAttempt(OpenSpan execution, bool isNewAttempt)
    {
        Retries += isNewAttempt ? 1 : 0;
        if (!execution.IsRetrying)
        {
            execution.IsRetrying = true;
            Retrying++;
            MarkDirty();
        }
    }

    public void RecordOwnProgress(OpenSpan execution, OwnProgress own)
    {
        if (execution.OwnProgress is { } previous)
        {
            SubtractOwnProgress(previous);
        }

        execution.OwnProgress = own;
        _ownReporting++;
        _ownDone += own.Done;
        _ownTotal += own.Total ?? 0;
        _ownWithoutTotal += own.Total is null ? 1 : 0;
    }

    /// <summary>Marks this node, and the nodes that contain it, as changed since the last row count.</summary>
    public void MarkDirty()
    {
        for (NodeCounters? node = this; node is { _isDirty: false }; node = node.Graph.Owner)
        {
            node._isDirty = true;
            node.Graph.DirtyNodes.Add(node);
        }
    }

    public void ClearDirty() => _isDirty = false;

    /// <summary>Closes everything that an incomplete stream left open.</summary>
    public void Close()
    {
        Ended = Started;
        Reached = 0;
        NestedRunsPending = 0;
        Retrying = 0;
        _ownReporting = 0;
        MarkDirty();
    }

    private void RecordDuration(OpenSpan execution)
    {
        if (!execution.IsRestored)
        {
            _durations.Add(Math.Max(0, LastEnd.UtcTicks - execution.StartTicks));
        }
    }

    private void SubtractOwnProgress(OwnProgress own)
    {
        _ownReporting--;
        _ownDone -= own.Done;
        _ownTotal -= own.Total ?? 0;
        _ownWithoutTotal -= own.Total is null ? 1 : 0;
    }
}
