using Hypergraph.Progress.Tracking.Counting;
using Hypergraph.Progress.Tracking.Times;

namespace Hypergraph.Progress.Tracking.Views;

/// <summary>Creates the rows of one run from its counters, for the current time.</summary>
internal sealed class RowBuilder
{
    /// <summary>
    /// Once there are this many rows, graphs in which nothing has begun add no more: they may be nested without limit.
    /// </summary>
    private const int MaxUnstartedRows = 100_000;

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

    /// <summary>Creates the run with these rows.</summary>
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
        Outline = _tree.Outline,
        Rows = rows,
        Failures = [.. _tree.Failures],
        FailureCount = _tree.FailureCount,
        ErrorMessage = _tree.ErrorMessage,
        ErrorType = _tree.ErrorType,
        PausedAt = _tree.PausedAt,
    };

    /// <summary>Creates the row of a mapped graph.</summary>
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
            Restored = map.RunsRestored,
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

        row = WithTimes(row, map.FirstStart, isLive ? null : map.LastEnd, map.ItemTimes?.FirstStart, map.ItemTimes?.PerSecond(_now.UtcTicks));
        return row.Rate is double rate ? row with { RateUnit = map.ItemTimes?.UnitOf(rate) } : row;
    }

    /// <summary>Creates the row of a node without a nested graph.</summary>
    public ProgressRow Row(NodeCounters node)
    {
        bool isLive = node.IsLive;
        bool isInMap = node.Graph.InnermostMap is not null;
        var row = new ProgressRow
        {
            Path = node.Path,
            Level = node.Graph.RowLevel,
            Icon = node.Graph.Owner is null ? ProgressIcon.Node : ProgressIcon.NestedNode,
            Label = node.Name,
            Done = node.Ended,
            Total = node.Total,
            NotStarted = node.Graph.RunsNotStarted,
            TotalAtStart = node.Graph.RunsAtStart,
            IsTotalAssumed = node.Graph.IsAssumed,
            IsTotalEstimated = node.Graph.IsEstimated,
            IsTotalGrowing = node.Graph.IsGrowing,
            IsStreamCut = node.Graph.IsCut,
            Failed = node.Failed,
            Paused = node.Paused,
            Stopped = node.Stopped,
            Cached = node.Cached,
            Restored = node.Restored,
            Retries = node.Retries,
            Running = node.Running,
            State = node.State,
            HasTime = isInMap,
            Average = node.Average,
            Remaining = Estimates.RemainingOf(node),
            OwnDone = node.OwnDone,
            OwnTotal = node.OwnTotal,
            FirstFailure = node.FirstFailure,
            IsInLoop = node.IsInLoop,
            StartSequence = node.StartSequence,
            EndSequence = node.EndSequence,
        };
        return node.Started == 0
            ? row
            : WithTimes(row, node.FirstStart, isLive ? null : node.LastEnd, node.FirstExecutedStart, isInMap ? node.PerSecond(_now.UtcTicks) : null);
    }

    private static TimeSpan ClampToZero(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;

    private void Add(GraphCounters graph, List<ProgressRow> rows)
    {
        if (graph.IsMapped)
        {
            rows.Add(Row(graph));
        }

        foreach (NodeCounters node in graph.Nodes)
        {
            if (!node.HoldsGraph)
            {
                rows.Add(Row(node));
            }
            else if (node.NestedSoFar is not null || rows.Count < MaxUnstartedRows)
            {
                Add(node.Nested!, rows);
            }
        }
    }

    /// <param name="row">The row.</param>
    /// <param name="start">Its start.</param>
    /// <param name="end">Its end; null while more is expected.</param>
    /// <param name="firstExecuted">The start of the first execution or item that was not restored, in UTC ticks; null if there are no times.</param>
    /// <param name="recentRate">The rate while the row is running.</param>
    private ProgressRow WithTimes(ProgressRow row, DateTimeOffset start, DateTimeOffset? end, long? firstExecuted, double? recentRate)
    {
        // An incomplete stream ends a run without the ends of all its nodes.
        TimeSpan elapsed = ClampToZero((end ?? _tree.EndedAt ?? _now) - start);
        long executedTicks = row.Restored == 0 ? elapsed.Ticks : elapsed.Ticks - ((firstExecuted ?? start.UtcTicks) - start.UtcTicks);
        return row with
        {
            StartedAt = start,
            EndedAt = end,
            Elapsed = elapsed,
            Rate = row.HasTime && row.IsClosed ? DecayingRate.PerSecond(row.Done - row.Restored, executedTicks) : recentRate,
        };
    }

    private string LabelOf(GraphCounters graph)
    {
        if (graph.Owner is null && _options.MapLabel is not null)
        {
            return _options.MapLabel;
        }

        if (graph.Owner is not null && _options.MapLabels.TryGetValue(graph.Path, out string? byPath))
        {
            return byPath;
        }

        return graph.GraphName is not null && _options.MapLabels.TryGetValue(graph.GraphName, out string? byName)
            ? byName
            : $"{graph.Owner?.Name ?? graph.GraphName ?? "Map"} Progress";
    }
}
