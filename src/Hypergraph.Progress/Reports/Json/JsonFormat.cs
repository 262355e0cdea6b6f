using System.Text.Json;
using Hypergraph.Progress.Text;

namespace Hypergraph.Progress.Reports.Json;

/// <summary>One JSON object per line, for programs. The schema is <c>docs/progress.schema.json</c>.</summary>
internal sealed class JsonFormat : ReportFormat
{
    private const int Version = 1;

    public override IEnumerable<string> Lines(ReportEntry entry) =>
        [JsonSerializer.Serialize(Line(entry), JsonLineContext.Default.JsonLine)];

    private static JsonLine Line(ReportEntry entry)
    {
        ProgressRun run = entry.Run;
        var line = new JsonLine
        {
            V = Version,
            Type = TypeOf(entry.Kind),
            Time = entry.Time.UtcDateTime,
            Run = run.RunId.ToString(),
            Graph = run.GraphName,
            Workflow = run.WorkflowId,
            Row = entry.Row is null ? null : Row(entry.Row),
        };
        return entry.Kind switch
        {
            ReportKind.RunStarted => line with { IsMap = run.IsMap, Items = run.MapSize, Rows = [.. run.Rows.Select(row => Row(PastRows.AtRunStart(row)))] },
            ReportKind.StillRunning => line with
            {
                ElapsedMs = Milliseconds(run.Elapsed),
                RemainingMs = Milliseconds(run.Remaining),
                Rows = [.. run.Rows.Where(row => row is { StartedAt: not null, IsClosed: false }).Select(Row)],
            },
            ReportKind.RunEnded => Ended(line, run),
            _ => line,
        };
    }

    private static JsonLine Ended(JsonLine line, ProgressRun run) => line with
    {
        Status = run.Status is RunStatus status ? StateText.NameOf(status) : null,
        Error = run.ErrorMessage,
        PausedAt = run.PausedAt,
        ElapsedMs = Milliseconds(run.Elapsed),
        Rows = [.. run.Rows.Select(Row)],
        Failures = run.FailureCount == 0 ? null : [.. run.Failures.Select(Failure)],
        FailureCount = run.FailureCount == 0 ? null : run.FailureCount,
    };

    private static string TypeOf(ReportKind kind) => kind switch
    {
        ReportKind.RunStarted => "run-started",
        ReportKind.NodeStarted => "node-started",
        ReportKind.NodeRetried => "node-retried",
        ReportKind.NodeEnded => "node-ended",
        ReportKind.MapStarted => "map-started",
        ReportKind.MapProgress => "map-progress",
        ReportKind.StillRunning => "still-running",
        _ => "run-ended",
    };

    private static JsonRow Row(ProgressRow row) => new()
    {
        Path = row.Path,
        Label = row.Label,
        Kind = row.Icon switch
        {
            ProgressIcon.Map => "map",
            ProgressIcon.NestedNode => "nested-node",
            _ => "node",
        },
        State = StateText.NameOf(row.State),
        Done = row.Done,
        Total = row.HasTotal ? row.Total : null,
        IsTotalEstimated = row is { HasTotal: true, IsTotalEstimated: true } ? true : null,
        NotStarted = row.HasTotal ? NotZero(row.NotStarted) : null,
        Failed = NotZero(row.Failed),
        Cached = NotZero(row.Cached),
        Restored = NotZero(row.Restored),
        Retries = NotZero(row.Retries),
        Running = NotZero(row.Running),
        RunningItem = row.RunningItem,
        OwnDone = row.OwnDone,
        OwnTotal = row.OwnTotal,
        ElapsedMs = Milliseconds(row.Elapsed),
        RemainingMs = Milliseconds(row.Remaining),
        AverageMs = Milliseconds(row.Average),
        Rate = row.Rate is double rate ? Math.Round(rate, 3) : null,
        Error = row.FirstFailure?.Message,
        ErrorItem = row.FirstFailure?.ItemLabels.LastOrDefault(label => label is not null),
    };

    private static JsonFailure Failure(ProgressFailure failure) => new()
    {
        Path = failure.Path,
        Items = failure.Items,
        ItemLabels = failure.ItemLabels.Count == 0 ? null : failure.ItemLabels,
        ErrorType = failure.ErrorType,
        Message = failure.Message,
        Time = failure.Timestamp.UtcDateTime,
    };

    private static double? Milliseconds(TimeSpan? time) => time is TimeSpan known ? Math.Round(known.TotalMilliseconds, 3) : null;

    private static long? NotZero(long count) => count == 0 ? null : count;
}
