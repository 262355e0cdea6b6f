using System.Globalization;

namespace Hypergraph.Progress;

/// <summary>
/// What there is to say in plain lines about one run: starts, ends and failures of nodes outside maps, milestones of
/// maps, and how it ended. It remembers what it has said.
/// </summary>
internal sealed class PlainReport
{
    private readonly Dictionary<(string Path, ProgressIcon Icon), RowNews> _said = [];

    /// <summary>The lines that have become due since the last call, in the order in which things happened.</summary>
    public IEnumerable<string> News(ProgressRun run)
    {
        List<(long Sequence, string Line)> due = [];
        foreach (ProgressRow row in run.Rows)
        {
            RowNews said = _said.GetValueOrDefault((row.Path, row.Icon));
            _said[(row.Path, row.Icon)] = row.Icon == ProgressIcon.Map
                ? Milestones(row, said, due, isOutermost: !run.Rows.Any(other => IsAround(other, row)))
                : StartAndEnd(row, said, due);
        }

        string title = DisplayText.OneLine(run.Title);
        return due.OrderBy(line => line.Sequence).Select(line => $"{title}: {line.Line}");
    }

    /// <summary>How a run ended, and its first failures.</summary>
    public static IEnumerable<string> Ending(ProgressRun run, bool isUnicode)
    {
        yield return $"{Outcome.Mark(run.Status, isUnicode)} {Outcome.Sentence(run)} ({TimeText.Length(run.Elapsed)})";
        string mark = Outcome.Mark(RunStatus.Failed, isUnicode);
        foreach (ProgressFailure failure in run.Failures)
        {
            yield return $"  {mark} {Outcome.Sentence(failure)}";
        }

        long others = run.FailureCount - run.Failures.Count;
        if (others > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"  {others} more {(others == 1 ? "failure" : "failures")}");
        }
    }

    private static RowNews StartAndEnd(ProgressRow row, RowNews said, List<(long Sequence, string Line)> due)
    {
        if (row.HasTime || row.StartedAt is null)
        {
            return said;
        }

        string name = DisplayText.OneLine(row.Path);
        if (!said.Started)
        {
            due.Add((row.StartSequence, $"{name} started"));
        }

        if (row.IsClosed && !said.Ended)
        {
            due.Add((row.EndSequence, $"{name} {EndOf(row)}"));
        }

        return said with { Started = true, Ended = said.Ended || row.IsClosed };
    }

    private static bool IsAround(ProgressRow map, ProgressRow row) =>
        map.Icon == ProgressIcon.Map && map.Path != row.Path
        && (map.Path.Length == 0 || row.Path.StartsWith(map.Path + '/', StringComparison.Ordinal));

    private static RowNews Milestones(ProgressRow row, RowNews said, List<(long Sequence, string Line)> due, bool isOutermost)
    {
        string label = DisplayText.OneLine(row.Label);
        if (isOutermost && !said.Started && row.StartedAt is not null)
        {
            due.Add((row.StartSequence, $"{label} started"));
        }

        foreach (MapMilestone milestone in row.Milestones.Skip(said.Milestones))
        {
            long percent = milestone.Done * 100 / milestone.Total;
            string failed = milestone.Failed > 0 ? $", {milestone.Failed} failed" : "";
            due.Add((milestone.Sequence, $"{label} {milestone.Done}/{milestone.Total} ({percent} %){failed}"));
        }

        return said with { Started = row.StartedAt is not null, Milestones = row.Milestones.Count };
    }

    private static string EndOf(ProgressRow row)
    {
        string times = row.IsInLoop && row.Done != 1 ? $" {row.Done} times" : "";
        string length = TimeText.Length(row.Elapsed ?? TimeSpan.Zero);
        return row.State switch
        {
            ProgressState.Failed when row.FirstFailure is not null => $"failed: {DisplayText.FirstLine(row.FirstFailure.Message)}",
            ProgressState.Failed => "failed",
            ProgressState.Paused => "paused",
            _ => $"done{times} ({length})",
        };
    }
}
