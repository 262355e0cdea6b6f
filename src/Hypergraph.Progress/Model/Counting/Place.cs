namespace Hypergraph.Progress;

/// <summary>One node at one place of a run's outline, with what has happened there so far.</summary>
internal sealed class Place(Scope scope, int index, string name, bool isInLoop)
{
    private MeanTime _durations;
    private Pace _pace;
    private long _ownTelling;
    private long _ownUnbounded;
    private long _ownDone;
    private long _ownTotal;
    private bool _isTouched;

    public Scope Scope { get; } = scope;

    /// <summary>The position in <see cref="Scope"/>; the bit that says that a run has reached this place.</summary>
    public int Index { get; } = index;

    public string Name { get; } = name;

    public bool IsInLoop { get; } = isInLoop;

    public string Path { get; } = scope.Path.Length == 0 ? name : $"{scope.Path}/{name}";

    /// <summary>The graph that the node holds; null for any other node.</summary>
    public Scope? Nested { get; private set; }

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

    /// <summary>The open runs of <see cref="Scope"/> in which this node has begun at least once.</summary>
    public long Reached { get; set; }

    /// <summary>The open executions of this node whose nested run has not begun.</summary>
    public long Unbegun { get; private set; }

    public DateTimeOffset FirstStart { get; private set; }

    public DateTimeOffset LastEnd { get; private set; }

    public long StartSequence { get; private set; }

    public long EndSequence { get; private set; }

    public ProgressFailure? FirstFailure { get; set; }

    public long Running => Started - Ended;

    public long Total => Started + Ahead + Scope.RunsNotStarted;

    /// <summary>
    /// Executions that are expected and have not begun: each run of the graph owes one until it has reached this place
    /// or has ended.
    /// </summary>
    public long Ahead => Scope.RunsAhead + Scope.OpenRuns - Reached;

    /// <summary>Whether anything may still happen here.</summary>
    public bool IsLive => Started > Ended || MayBeginAgain;

    /// <summary>Whether an execution may still begin here.</summary>
    public bool MayBeginAgain => Scope.IsOpenEnded || Scope.OpenRuns > (IsInLoop ? 0 : Reached);

    public ProgressState State => true switch
    {
        _ when IsLive => Started == 0 ? ProgressState.Waiting : Retrying > 0 ? ProgressState.Retrying : ProgressState.Running,
        _ when Started == 0 => Scope.IsFromCache ? ProgressState.Cached : ProgressState.Skipped,
        _ when Failed > 0 => ProgressState.Failed,
        _ when Paused > 0 => ProgressState.Paused,
        _ when Stopped > 0 || Scope.RunsNotStarted > 0 => ProgressState.Stopped,
        _ when Cached == Ended => ProgressState.Cached,
        _ => ProgressState.Done,
    };

    public TimeSpan? Average => _durations.OverAll;

    public long? OwnDone => _ownTelling > 0 ? _ownDone : null;

    public long? OwnTotal => _ownTelling > 0 && _ownUnbounded == 0 ? _ownTotal : null;

    /// <summary>What the <see cref="Tally"/> of <see cref="Scope"/> has counted this place as; null before it has.</summary>
    public TalliedAs? Tallied { get; set; }

    public double? PerSecond(long now) => _pace.PerSecond(now);

    public void Hold(Scope nested)
    {
        Nested = nested;
        Scope.NestsOthers = true;
        Touch();
    }

    public void Begin(DateTimeOffset time, long sequence)
    {
        if (Started++ == 0)
        {
            FirstStart = time;
            StartSequence = sequence;
            _pace.Begin(time.UtcTicks);
        }

        if (Nested is not null)
        {
            Unbegun++;
        }

        Touch();
    }

    /// <summary>A node that holds a graph begins it.</summary>
    public void BeginNested() => Unbegun--;

    public void End(OpenSpan execution, DateTimeOffset time, long sequence)
    {
        Ended++;
        LastEnd = time;
        EndSequence = sequence;
        _pace.NoteEnd(time.UtcTicks);
        if (Nested is not null && !execution.HasNestedRun)
        {
            Unbegun--;
        }

        if (execution.IsRetrying)
        {
            Retrying--;
        }

        if (execution.Own is { } own)
        {
            Forget(own);
        }

        Touch();
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
        NoteDuration(execution);
    }

    public void Fail(OpenSpan execution)
    {
        Failed++;
        NoteDuration(execution);
    }

    public void Pause() => Paused++;

    /// <summary>An execution that ended with a cancellation turns out to have been stopped, or to have failed.</summary>
    public void Settle(bool isStopped)
    {
        Stopped += isStopped ? 1 : 0;
        Failed += isStopped ? 0 : 1;
        Touch();
    }

    public void NoteAttempt(OpenSpan execution, bool isFurther)
    {
        Retries += isFurther ? 1 : 0;
        if (!execution.IsRetrying)
        {
            execution.IsRetrying = true;
            Retrying++;
            Touch();
        }
    }

    public void NoteOwnProgress(OpenSpan execution, OwnProgress own)
    {
        if (execution.Own is { } before)
        {
            Forget(before);
        }

        execution.Own = own;
        _ownTelling++;
        _ownDone += own.Done;
        _ownTotal += own.Total ?? 0;
        _ownUnbounded += own.Total is null ? 1 : 0;
    }

    /// <summary>Has the tallies look at this place again, and at the graphs around it.</summary>
    public void Touch()
    {
        for (Place? place = this; place is { _isTouched: false }; place = place.Scope.Owner)
        {
            place._isTouched = true;
            place.Scope.Touched.Add(place);
        }
    }

    public void ClearTouched() => _isTouched = false;

    /// <summary>Closes what an incomplete stream left open.</summary>
    public void Close()
    {
        Ended = Started;
        Reached = 0;
        Unbegun = 0;
        Retrying = 0;
        _ownTelling = 0;
        Touch();
    }

    private void NoteDuration(OpenSpan execution) => _durations.Add(Math.Max(0, LastEnd.UtcTicks - execution.StartTicks));

    private void Forget(OwnProgress own)
    {
        _ownTelling--;
        _ownDone -= own.Done;
        _ownTotal -= own.Total ?? 0;
        _ownUnbounded -= own.Total is null ? 1 : 0;
    }
}
