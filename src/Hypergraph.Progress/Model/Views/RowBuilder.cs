namespace Hypergraph.Progress;

/// <summary>Makes rows of one run from its counters, as they stand at one moment.</summary>
internal sealed class RowBuilder
{
    /// <summary>Once there are so many rows, graphs in which nothing has begun have none: they may be nested to any number.</summary>
    private const int MostUnbegun = 100_000;

    private readonly RunTree _tree;
    private readonly DateTimeOffset _now;
    private readonly ProgressModelOptions _options;

    public RowBuilder(RunTree tree, ProgressModelOptions options)
    {
        _tree = tree;
        _now = tree.Now;
        _options = options;
        Estimates.Update(tree, _now);
    }

    public ProgressRun AllRows()
    {
        List<ProgressRow> rows = [];
        Add(_tree.Root, rows);
        return Run(rows);
    }

    /// <summary>The run with the rows that are given.</summary>
    public ProgressRun Run(IReadOnlyList<ProgressRow> rows) => new()
    {
        RunId = _tree.RunId,
        GraphName = _tree.GraphName,
        WorkflowId = _tree.WorkflowId,
        IsMap = _tree.IsMap,
        MapSize = _tree.MapSize,
        Status = _tree.Status,
        IsStopRequested = _tree.IsStopRequested,
        StartedAt = _tree.StartedAt,
        EndedAt = _tree.EndedAt,
        Elapsed = NotNegative((_tree.EndedAt ?? _now) - _tree.StartedAt),
        Remaining = _tree.IsMap ? Estimates.Of(_tree.Root) : null,
        Rows = rows,
        Failures = [.. _tree.Failures],
        FailureCount = _tree.FailureCount,
        ErrorMessage = _tree.ErrorMessage,
        ErrorType = _tree.ErrorType,
        PausedAt = _tree.PausedAt,
    };

    /// <summary>The row of a mapped graph.</summary>
    public ProgressRow Row(Scope map)
    {
        bool isLive = map.IsLive;
        var row = new ProgressRow
        {
            Path = map.Path,
            Level = map.Level,
            Icon = ProgressIcon.Map,
            Label = LabelOf(map),
            Done = map.RunsEnded,
            Total = map.Total,
            NotStarted = map.RunsNotStarted,
            TotalAtStart = map.RunsAtStart,
            FirstMapSize = map.FirstMapSize,
            IsTotalAssumed = map.IsAssumed,
            IsTotalEstimated = map.IsEstimated,
            IsTotalGrowing = map.IsGrowing,
            IsStreamCut = map.IsCut,
            Failed = map.RunsFailed,
            Paused = map.RunsPaused,
            Stopped = map.RunsStopped,
            Running = map.OpenRuns,
            RunningItem = map.Labelled?.Oldest?.ItemLabel,
            HasItemLabels = map.Labelled is not null,
            State = map.State,
            HasTime = true,
            Average = map.Items?.Average,
            Remaining = Estimates.Of(map),
            Milestones = map.Milestones,
            StartSequence = map.StartSequence,
            EndSequence = map.EndSequence,
        };
        if (map.StartSequence == 0)
        {
            return row;
        }

        row = Timed(row, map.FirstStart, isLive ? null : map.LastEnd, map.Items?.PerSecond(_now.UtcTicks));
        return row.Rate is double rate ? row with { RateUnit = map.Items?.UnitOf(rate) } : row;
    }

    /// <summary>The row of a node that holds no graph.</summary>
    public ProgressRow Row(Place place)
    {
        bool isLive = place.IsLive;
        bool isInMap = place.Scope.InnermostMap is not null;
        var row = new ProgressRow
        {
            Path = place.Path,
            Level = place.Scope.RowLevel,
            Icon = place.Scope.Owner is null ? ProgressIcon.Node : ProgressIcon.NestedNode,
            Label = place.Name,
            Done = place.Ended,
            Total = place.Total,
            NotStarted = place.Scope.RunsNotStarted,
            TotalAtStart = place.Scope.RunsAtStart,
            IsTotalAssumed = place.Scope.IsAssumed,
            IsTotalEstimated = place.Scope.IsEstimated,
            IsTotalGrowing = place.Scope.IsGrowing,
            IsStreamCut = place.Scope.IsCut,
            Failed = place.Failed,
            Paused = place.Paused,
            Stopped = place.Stopped,
            Cached = place.Cached,
            Retries = place.Retries,
            Running = place.Running,
            State = place.State,
            HasTime = isInMap,
            Average = place.Average,
            Remaining = Estimates.Of(place),
            OwnDone = place.OwnDone,
            OwnTotal = place.OwnTotal,
            FirstFailure = place.FirstFailure,
            IsInLoop = place.IsInLoop,
            StartSequence = place.StartSequence,
            EndSequence = place.EndSequence,
        };
        return place.Started == 0
            ? row
            : Timed(row, place.FirstStart, isLive ? null : place.LastEnd, isInMap ? place.PerSecond(_now.UtcTicks) : null);
    }

    private static TimeSpan NotNegative(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;

    private void Add(Scope scope, List<ProgressRow> rows)
    {
        if (scope.IsMapped)
        {
            rows.Add(Row(scope));
        }

        foreach (Place place in scope.Places)
        {
            if (!place.HoldsGraph)
            {
                rows.Add(Row(place));
            }
            else if (place.NestedSoFar is not null || rows.Count < MostUnbegun)
            {
                Add(place.Nested!, rows);
            }
        }
    }

    private ProgressRow Timed(ProgressRow row, DateTimeOffset start, DateTimeOffset? end, double? pace)
    {
        // An incomplete stream ends a run without the ends of all its nodes.
        TimeSpan elapsed = NotNegative((end ?? _tree.EndedAt ?? _now) - start);
        return row with
        {
            StartedAt = start,
            EndedAt = end,
            Elapsed = elapsed,
            Rate = row.HasTime && row.IsClosed ? Pace.PerSecond(row.Done, elapsed.Ticks) : pace,
        };
    }

    private string LabelOf(Scope scope)
    {
        if (scope.Owner is null && _options.MapLabel is not null)
        {
            return _options.MapLabel;
        }

        if (scope.Owner is not null && _options.MapLabels.TryGetValue(scope.Path, out string? byPath))
        {
            return byPath;
        }

        return scope.GraphName is not null && _options.MapLabels.TryGetValue(scope.GraphName, out string? byName)
            ? byName
            : $"{scope.Owner?.Name ?? scope.GraphName ?? "Map"} Progress";
    }
}
