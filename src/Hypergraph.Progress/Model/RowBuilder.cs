namespace Hypergraph.Progress;

/// <summary>Makes the rows of one run from its counters.</summary>
internal sealed class RowBuilder(RunTree tree, DateTimeOffset now, ProgressModelOptions options)
{
    /// <summary>Beyond this an estimate says only that nothing is known.</summary>
    private static readonly TimeSpan s_longestEstimate = TimeSpan.FromDays(99);

    private readonly List<ProgressRow> _rows = [];

    public ProgressRun Build()
    {
        AddScope(tree.Root, level: 0, isTimed: false, mayRunAgain: false);
        return new ProgressRun
        {
            RunId = tree.RunId,
            GraphName = tree.GraphName,
            WorkflowId = tree.WorkflowId,
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

    private void AddScope(Scope scope, int level, bool isTimed, bool mayRunAgain)
    {
        bool isLive = IsLive(scope, mayRunAgain);
        if (scope.IsMapped)
        {
            _rows.Add(MapRow(scope, level, isLive));
            isTimed = true;
            level += StandsApart(scope) ? 1 : 0;
        }

        foreach (Place place in scope.Places)
        {
            bool mayBeginAgain = mayRunAgain || (place.IsInLoop && isLive);
            if (place.Nested is null)
            {
                _rows.Add(NodeRow(place, level, isTimed, mayBeginAgain));
            }
            else
            {
                AddScope(place.Nested, level + 1, isTimed, mayBeginAgain);
            }
        }
    }

    /// <summary>
    /// Whether the rows of a mapped graph stand one level below the map's: always, but for a called map of a graph that
    /// nests others.
    /// </summary>
    private static bool StandsApart(Scope scope) => scope.Owner is not null || scope.Places.All(place => place.Nested is null);

    private ProgressRow MapRow(Scope scope, int level, bool isLive)
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
        return scope.StartSequence == 0 ? row : Timed(row, scope.FirstStart, scope.LastEnd, end);
    }

    private ProgressRow NodeRow(Place place, int level, bool isTimed, bool mayBeginAgain)
    {
        long total = place.Started + place.Ahead;
        bool isLive = mayBeginAgain || place.Ended < total;
        ProgressState state = place.Started == 0
            ? BeforeStart(isLive)
            : AfterStart(isLive, total, place.Failed, place.Paused, stopped: 0);
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
            HasTime = isTimed,
            FirstFailure = place.FirstFailure,
            IsInLoop = place.IsInLoop,
            StartSequence = place.StartSequence,
            EndSequence = place.EndSequence,
        };
        return place.Started == 0 ? row : Timed(row, place.FirstStart, place.LastEnd, end);
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

    private ProgressRow Timed(ProgressRow row, DateTimeOffset start, DateTimeOffset lastEnd, DateTimeOffset? end)
    {
        // An incomplete stream ends a run without the ends of all its nodes.
        DateTimeOffset until = end ?? tree.EndedAt ?? now;
        return row with
        {
            StartedAt = start,
            EndedAt = end,
            Elapsed = NotNegative(until - start),
            Remaining = row is { HasTime: true, State: ProgressState.Running } ? Remaining(row, start, lastEnd) : null,
        };
    }

    /// <summary>
    /// The rest at the pace up to the last end, less the time since: between two ends it counts down steadily instead of
    /// growing with every moment that nothing ends.
    /// </summary>
    private TimeSpan? Remaining(ProgressRow row, DateTimeOffset start, DateTimeOffset lastEnd)
    {
        TimeSpan worked = lastEnd - start;
        if (row.Done == 0 || row.IsTotalAssumed || worked <= TimeSpan.Zero)
        {
            return null;
        }

        double restInSeconds = worked.TotalSeconds * (row.Total - row.Done) / row.Done;
        return restInSeconds > s_longestEstimate.TotalSeconds
            ? null
            : NotNegative(TimeSpan.FromSeconds(restInSeconds) - NotNegative(now - lastEnd));
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
