namespace Hypergraph.Progress;

/// <summary>One node at one place of a run's outline, with what has happened there so far.</summary>
/// <param name="scope">The graph that the node is in.</param>
/// <param name="index">The position in it.</param>
/// <param name="name">The name.</param>
/// <param name="outline">The node in the outline; null if that does not have it.</param>
internal sealed class NodeCounters(GraphCounters scope, int index, string name, NodeOutline? outline)
{
    private readonly GraphOutline? _unmade = scope.IsDeepest ? null : outline?.Graph;
    private GraphCounters? _nested;
    private string? _path;
    private MeanTime _durations;
    private DecayingRate _rate;
    private long _ownReporting;
    private long _ownWithoutTotal;
    private long _ownDone;
    private long _ownTotal;
    private bool _isDirty;

    public GraphCounters Graph { get; } = scope;

    /// <summary>The position in <see cref="Graph"/>; the bit that says that a run has reached this place.</summary>
    public int Index { get; } = index;

    public string Name { get; } = name;

    public bool IsInLoop { get; } = outline?.IsInLoop ?? false;

    public string Path => _path ??= Graph.Path.Length == 0 ? Name : $"{Graph.Path}/{Name}";

    /// <summary>Whether the node holds a graph whose nodes have rows.</summary>
    public bool HoldsGraph => _unmade is not null || _nested is not null;

    /// <summary>
    /// The graph that the node holds; null for any other node. It is made when it is first asked for: a graph that is used
    /// twice in the next one, and so on, has more places than there is memory for.
    /// </summary>
    public GraphCounters? Nested => _nested ?? (_unmade is null ? null : new GraphCounters(this, _unmade, outline!.IsMapped));

    /// <summary>The same, as far as it was made.</summary>
    public GraphCounters? NestedSoFar => _nested;

    /// <summary>The rows of the graph that the node holds, if that was not made when they were counted.</summary>
    public OutlineSize UnmadeRows => Graph.Sizes.Of(_unmade!, outline!.IsMapped, Graph.Depth + 1);

    /// <summary>The state of all of these rows: nothing has happened there.</summary>
    public ProgressState UnmadeState => true switch
    {
        _ when NestedRunsPending > 0 || MayBeginAgain => ProgressState.Waiting,
        _ => Cached > 0 || (Started == 0 && Graph.IsFromCache) ? ProgressState.Cached : ProgressState.Skipped,
    };

    public long Started { get; private set; }

    public long Ended { get; private set; }

    public long Failed { get; private set; }

    public long Paused { get; private set; }

    /// <summary>Executions that ended because their run was stopped, not by a failure of their own.</summary>
    public long Stopped { get; private set; }

    /// <summary>Executions whose result came from a cache.</summary>
    public long Cached { get; private set; }

    /// <summary>Attempts beyond an execution's first.</summary>
    public long Retries { get; private set; }

    /// <summary>The open executions that have failed an attempt.</summary>
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
    /// Executions that are expected and have not begun: each run of the graph owes one until it has reached this place
    /// or has ended.
    /// </summary>
    public long Pending => Graph.RunsPending + Graph.OpenRuns - Reached;

    /// <summary>Whether anything may still happen here.</summary>
    public bool IsLive => Started > Ended || MayBeginAgain;

    /// <summary>Whether an execution may still begin here.</summary>
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

    public long? OwnDone => _ownReporting > 0 ? _ownDone : null;

    public long? OwnTotal => _ownReporting > 0 && _ownWithoutTotal == 0 ? _ownTotal : null;

    /// <summary>What the <see cref="RowCountIndex"/> of <see cref="Graph"/> has counted this place as; null before it has.</summary>
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

    /// <summary>The graph that the node holds, with its rows counted.</summary>
    public GraphCounters? NestedForView()
    {
        if (_nested is null && _unmade is not null)
        {
            Nested!.RowCountIndex.Update();
        }

        return _nested;
    }

    /// <summary>A node that holds a graph begins it.</summary>
    public void BeginNested() => NestedRunsPending--;

    public void End(OpenSpan execution, DateTimeOffset time, long sequence)
    {
        Ended++;
        LastEnd = time;
        EndSequence = sequence;
        _rate.RecordEnd(time.UtcTicks);
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

    /// <summary>How an execution that has just ended ended; each call is one execution.</summary>
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

    /// <summary>An execution that ended with a cancellation turns out to have been stopped, or to have failed.</summary>
    public void ResolveCancellation(bool isStopped)
    {
        Stopped += isStopped ? 1 : 0;
        Failed += isStopped ? 0 : 1;
        MarkDirty();
    }

    public void RecordAttempt(OpenSpan execution, bool isFurther)
    {
        Retries += isFurther ? 1 : 0;
        if (!execution.IsRetrying)
        {
            execution.IsRetrying = true;
            Retrying++;
            MarkDirty();
        }
    }

    public void RecordOwnProgress(OpenSpan execution, OwnProgress own)
    {
        if (execution.OwnProgress is { } before)
        {
            SubtractOwnProgress(before);
        }

        execution.OwnProgress = own;
        _ownReporting++;
        _ownDone += own.Done;
        _ownTotal += own.Total ?? 0;
        _ownWithoutTotal += own.Total is null ? 1 : 0;
    }

    /// <summary>Has the tallies look at this place again, and at the graphs around it.</summary>
    public void MarkDirty()
    {
        for (NodeCounters? place = this; place is { _isDirty: false }; place = place.Graph.Owner)
        {
            place._isDirty = true;
            place.Graph.DirtyNodes.Add(place);
        }
    }

    public void ClearDirty() => _isDirty = false;

    /// <summary>Closes what an incomplete stream left open.</summary>
    public void Close()
    {
        Ended = Started;
        Reached = 0;
        NestedRunsPending = 0;
        Retrying = 0;
        _ownReporting = 0;
        MarkDirty();
    }

    private void RecordDuration(OpenSpan execution) => _durations.Add(Math.Max(0, LastEnd.UtcTicks - execution.StartTicks));

    private void SubtractOwnProgress(OwnProgress own)
    {
        _ownReporting--;
        _ownDone -= own.Done;
        _ownTotal -= own.Total ?? 0;
        _ownWithoutTotal -= own.Total is null ? 1 : 0;
    }
}
