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
        Elapsed = ClampToZero((_tree.EndedAt ?? _now) - _tree.StartedAt),
        Remaining = _tree.IsMap ? Estimates.RemainingOf(_tree.Root) : null,
        Rows = rows,
        Failures = [.. _tree.Failures],
        FailureCount = _tree.FailureCount,
        ErrorMessage = _tree.ErrorMessage,
        ErrorType = _tree.ErrorType,
        PausedAt = _tree.PausedAt,
    };

    /// <summary>The row of a mapped graph.</summary>
    public ProgressRow Row(GraphCounters map)
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
            Average = map.ItemTimes?.Average,
            Remaining = Estimates.RemainingOf(map),
            Milestones = map.Milestones,
            StartSequence = map.StartSequence,
            EndSequence = map.EndSequence,
        };
        if (map.StartSequence == 0)
        {
            return row;
        }

        row = WithTimes(row, map.FirstStart, isLive ? null : map.LastEnd, map.ItemTimes?.PerSecond(_now.UtcTicks));
        return row.Rate is double rate ? row with { RateUnit = map.ItemTimes?.UnitOf(rate) } : row;
    }

    /// <summary>The row of a node that holds no graph.</summary>
    public ProgressRow Row(NodeCounters place)
    {
        bool isLive = place.IsLive;
        bool isInMap = place.Graph.InnermostMap is not null;
        var row = new ProgressRow
        {
            Path = place.Path,
            Level = place.Graph.RowLevel,
            Icon = place.Graph.Owner is null ? ProgressIcon.Node : ProgressIcon.NestedNode,
            Label = place.Name,
            Done = place.Ended,
            Total = place.Total,
            NotStarted = place.Graph.RunsNotStarted,
            TotalAtStart = place.Graph.RunsAtStart,
            IsTotalAssumed = place.Graph.IsAssumed,
            IsTotalEstimated = place.Graph.IsEstimated,
            IsTotalGrowing = place.Graph.IsGrowing,
            IsStreamCut = place.Graph.IsCut,
            Failed = place.Failed,
            Paused = place.Paused,
            Stopped = place.Stopped,
            Cached = place.Cached,
            Retries = place.Retries,
            Running = place.Running,
            State = place.State,
            HasTime = isInMap,
            Average = place.Average,
            Remaining = Estimates.RemainingOf(place),
            OwnDone = place.OwnDone,
            OwnTotal = place.OwnTotal,
            FirstFailure = place.FirstFailure,
            IsInLoop = place.IsInLoop,
            StartSequence = place.StartSequence,
            EndSequence = place.EndSequence,
        };
        return place.Started == 0
            ? row
            : WithTimes(row, place.FirstStart, isLive ? null : place.LastEnd, isInMap ? place.PerSecond(_now.UtcTicks) : null);
    }

    private static TimeSpan ClampToZero(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;

    private void Add(GraphCounters scope, List<ProgressRow> rows)
    {
        if (scope.IsMapped)
        {
            rows.Add(Row(scope));
        }

        foreach (NodeCounters place in scope.Nodes)
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

    private ProgressRow WithTimes(ProgressRow row, DateTimeOffset start, DateTimeOffset? end, double? pace)
    {
        // An incomplete stream ends a run without the ends of all its nodes.
        TimeSpan elapsed = ClampToZero((end ?? _tree.EndedAt ?? _now) - start);
        return row with
        {
            StartedAt = start,
            EndedAt = end,
            Elapsed = elapsed,
            Rate = row.HasTime && row.IsClosed ? DecayingRate.PerSecond(row.Done, elapsed.Ticks) : pace,
        };
    }

    private string LabelOf(GraphCounters scope)
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
