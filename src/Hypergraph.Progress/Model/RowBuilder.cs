namespace Hypergraph.Progress;

/// <summary>Makes the rows of one run from its counters.</summary>
internal sealed class RowBuilder(RunTree tree, DateTimeOffset now, ProgressModelOptions options)
{
    /// <summary>Beyond this an estimate says only that nothing is known.</summary>
    private static readonly TimeSpan LongestEstimate = TimeSpan.FromDays(99);

    private readonly List<ProgressRow> _rows = [];

    public ProgressRun Build()
    {
        AddScope(tree.Root, level: 0, around: null, mayRunAgain: false);
        return new ProgressRun
        {
            RunId = tree.RunId,
            GraphName = tree.GraphName,
            WorkflowId = tree.WorkflowId,
            IsMap = tree.IsMap,
            MapSize = tree.MapSize,
            Status = tree.Status,
            IsStopRequested = tree.IsStopRequested,
            StartedAt = tree.StartedAt,
            EndedAt = tree.EndedAt,
            Elapsed = NotNegative((tree.EndedAt ?? now) - tree.StartedAt),
            Rows = _rows,
            Failures = [.. tree.Failures],
            FailureCount = tree.FailureCount,
            ErrorMessage = tree.ErrorMessage,
            PausedAt = tree.PausedAt,
        };
    }

    private static bool IsLive(Scope scope, bool mayRunAgain) =>
        mayRunAgain || scope.RunsAhead > 0 || scope.OpenRuns > 0 || scope.OpenMaps > 0;

    private static TimeSpan NotNegative(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;

    /// <param name="scope">The graph whose rows to add.</param>
    /// <param name="level">The level that it stands on.</param>
    /// <param name="around">The outermost map around it; null outside maps.</param>
    /// <param name="mayRunAgain">Whether a loop around it may run it again.</param>
    private void AddScope(Scope scope, int level, Scope? around, bool mayRunAgain)
    {
        bool isLive = IsLive(scope, mayRunAgain);
        if (scope.IsMapped)
        {
            around ??= scope;
            _rows.Add(MapRow(scope, around, level, isLive));
            level += StandsApart(scope) ? 1 : 0;
        }

        foreach (Place place in scope.Places)
        {
            bool mayBeginAgain = mayRunAgain || (place.IsInLoop && isLive);
            if (place.Nested is null)
            {
                _rows.Add(NodeRow(place, around, level, mayBeginAgain));
            }
            else
            {
                AddScope(place.Nested, level + 1, around, mayBeginAgain);
            }
        }
    }

    /// <summary>
    /// Whether the rows of a mapped graph stand one level below the map's: always, but for a called map of a graph that
    /// nests others.
    /// </summary>
    private static bool StandsApart(Scope scope) => scope.Owner is not null || scope.Places.All(place => place.Nested is null);

    private ProgressRow MapRow(Scope scope, Scope around, int level, bool isLive)
    {
        long total = scope.RunsStarted + scope.RunsAhead;
        ProgressState state = scope.StartSequence == 0
            ? BeforeStart(isLive)
            : AfterStart(isLive, total, scope.RunsFailed, scope.RunsPaused, scope.RunsStopped);
        DateTimeOffset? end = isLive || scope.EndSequence == 0 ? null : scope.LastEnd;
        var row = new ProgressRow
        {
            Path = scope.Path,
            Level = level,
            Icon = ProgressIcon.Map,
            Label = LabelOf(scope),
            Done = scope.RunsEnded,
            Total = total,
            IsTotalAssumed = scope.IsAssumed,
            Failed = scope.RunsFailed,
            Running = scope.OpenRuns,
            State = state,
            HasTime = true,
            Milestones = scope.Milestones,
            StartSequence = scope.StartSequence,
            EndSequence = scope.EndSequence,
        };
        return scope.StartSequence == 0 ? row : Timed(row, around, scope.FirstStart, scope.LastEnd, end);
    }

    private ProgressRow NodeRow(Place place, Scope? around, int level, bool mayBeginAgain)
    {
        long total = place.Started + place.Ahead;
        bool isLive = mayBeginAgain || place.Ended < total;
        ProgressState state = place.Started == 0
            ? BeforeStart(isLive)
            : AfterStart(isLive, total, place.Failed, place.Paused, place.Stopped);
        DateTimeOffset? end = isLive || place.Ended == 0 ? null : place.LastEnd;
        var row = new ProgressRow
        {
            Path = place.Path,
            Level = level,
            Icon = place.Scope.Owner is null ? ProgressIcon.Node : ProgressIcon.NestedNode,
            Label = place.Name,
            Done = place.Ended,
            Total = total,
            IsTotalAssumed = place.Scope.IsAssumed,
            Failed = place.Failed,
            Running = place.Started - place.Ended,
            State = state,
            HasTime = around is not null,
            FirstFailure = place.FirstFailure,
            IsInLoop = place.IsInLoop,
            StartSequence = place.StartSequence,
            EndSequence = place.EndSequence,
        };
        return place.Started == 0 ? row : Timed(row, around, place.FirstStart, place.LastEnd, end);
    }

    private static ProgressState BeforeStart(bool isLive) => isLive ? ProgressState.Waiting : ProgressState.Skipped;

    private static ProgressState AfterStart(bool isLive, long total, long failed, long paused, long stopped) => true switch
    {
        _ when isLive => ProgressState.Running,
        _ when total == 0 => ProgressState.Skipped,
        _ when failed > 0 => ProgressState.Failed,
        _ when paused > 0 => ProgressState.Paused,
        _ when stopped > 0 => ProgressState.Stopped,
        _ => ProgressState.Done,
    };

    private ProgressRow Timed(ProgressRow row, Scope? around, DateTimeOffset start, DateTimeOffset lastEnd, DateTimeOffset? end)
    {
        // An incomplete stream ends a run without the ends of all its nodes.
        DateTimeOffset until = end ?? tree.EndedAt ?? now;
        return row with
        {
            StartedAt = start,
            EndedAt = end,
            Elapsed = NotNegative(until - start),
            Remaining = around is not null && row.State == ProgressState.Running ? Remaining(row, around.FirstStart, lastEnd) : null,
        };
    }

    /// <summary>
    /// The rest at the pace up to the last end, less the time since: between two ends it counts down steadily instead of
    /// growing with every moment that nothing ends. The pace is that of the whole map around the row, in which the row
    /// waits for others as it will again. An estimate that has run out says nothing any more.
    /// </summary>
    private TimeSpan? Remaining(ProgressRow row, DateTimeOffset mapStart, DateTimeOffset lastEnd)
    {
        TimeSpan worked = lastEnd - mapStart;
        if (row.Done == 0 || row.IsTotalAssumed || worked <= TimeSpan.Zero)
        {
            return null;
        }

        double restInSeconds = worked.TotalSeconds * (row.Total - row.Done) / row.Done;
        if (restInSeconds > LongestEstimate.TotalSeconds)
        {
            return null;
        }

        TimeSpan rest = TimeSpan.FromSeconds(restInSeconds) - NotNegative(now - lastEnd);
        return rest < TimeSpan.Zero ? null : rest;
    }

    private string LabelOf(Scope scope)
    {
        if (scope.Owner is null && options.MapLabel is not null)
        {
            return options.MapLabel;
        }

        if (scope.Owner is not null && options.MapLabels.TryGetValue(scope.Path, out string? byPath))
        {
            return byPath;
        }

        return scope.GraphName is not null && options.MapLabels.TryGetValue(scope.GraphName, out string? byName)
            ? byName
            : $"{scope.GraphName ?? "Map"} Progress";
    }
}
