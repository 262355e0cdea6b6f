using Hypergraph.Progress;

namespace Hypergraph.Dashboard.Json;

/// <summary>A row of the tree. A running row has no elapsed time: the page counts it from the start, so that a row changes only when something happens in it.</summary>
internal sealed record Row
{
    public required string Path { get; init; }

    public int Level { get; init; }

    public required string Icon { get; init; }

    public required string Label { get; init; }

    public long Done { get; init; }

    public long Total { get; init; }

    public required string State { get; init; }

    public long Failed { get; init; }

    public long Running { get; init; }

    public long Paused { get; init; }

    public long Stopped { get; init; }

    public long Cached { get; init; }

    public long Restored { get; init; }

    public long Retries { get; init; }

    public long NotStarted { get; init; }

    public DateTimeOffset? Started { get; init; }

    public DateTimeOffset? Ended { get; init; }

    /// <summary>How long an ended row took, in milliseconds.</summary>
    public double? Elapsed { get; init; }

    /// <summary>Items per second.</summary>
    public double? Rate { get; init; }

    /// <summary>The estimated rest, in milliseconds, rounded to seconds.</summary>
    public double? Remaining { get; init; }

    /// <summary>The label of an item that runs.</summary>
    public string? Item { get; init; }

    public bool? IsTotalAssumed { get; init; }

    public bool? IsTotalGrowing { get; init; }

    public bool? IsTotalEstimated { get; init; }

    public bool? IsInLoop { get; init; }

    /// <summary>The message of the first failure.</summary>
    public string? Failure { get; init; }

    public static Row Of(ProgressRow row) => new()
    {
        Path = row.Path,
        Level = row.Level,
        Icon = row.Icon switch
        {
            ProgressIcon.Map => "map",
            ProgressIcon.NestedNode => "nested",
            _ => "node",
        },
        Label = row.Label,
        Done = row.Done,
        Total = row.Total,
        State = Names.Of(row.State),
        Failed = row.Failed,
        Running = row.Running,
        Paused = row.Paused,
        Stopped = row.Stopped,
        Cached = row.Cached,
        Restored = row.Restored,
        Retries = row.Retries,
        NotStarted = row.NotStarted,
        Started = row.StartedAt,
        Ended = row.EndedAt,
        Elapsed = row.EndedAt is null ? null : row.Elapsed?.TotalMilliseconds,
        Rate = row.EndedAt is null && row.Rate is { } rate ? Math.Round(rate, rate < 10 ? 1 : 0) : row.Rate,
        Remaining = row.Remaining is { } rest ? Math.Round(rest.TotalSeconds) * 1000 : null,
        Item = row.RunningItem,
        IsTotalAssumed = TrueOrNull(row.IsTotalAssumed),
        IsTotalGrowing = TrueOrNull(row.IsTotalGrowing),
        IsTotalEstimated = TrueOrNull(row.IsTotalEstimated),
        IsInLoop = TrueOrNull(row.IsInLoop),
        Failure = row.FirstFailure?.Message,
    };

    private static bool? TrueOrNull(bool value) => value ? true : null;
}
