namespace Hypergraph.Progress;

/// <summary>
/// What there is to say about one run: starts, retries and ends of nodes outside maps, milestones of maps, that it still
/// runs, and that it ended. It remembers what it has said.
/// </summary>
internal sealed class RunReport
{
    private readonly Dictionary<(string Path, ProgressIcon Icon), ReportedRow> _reported = [];
    private bool _hasBegun;

    /// <summary>What has become due since the last call, in the order in which it happened.</summary>
    /// <param name="run">The run as it stands.</param>
    public IReadOnlyList<ReportEntry> GetNewEntries(ProgressRun run)
    {
        List<(long Sequence, ReportEntry Entry)> due = [];
        if (!_hasBegun)
        {
            _hasBegun = true;
            due.Add((long.MinValue, new ReportEntry(ReportKind.RunStarted, run, run.StartedAt)));
        }

        string? outerMap = null;
        foreach (ProgressRow row in run.Rows)
        {
            ReportedRow said = _reported.GetValueOrDefault((row.Path, row.Icon));
            ReportedRow saidNow = said;
            if (row.Icon == ProgressIcon.Map)
            {
                bool isOutermost = outerMap is null || !Contains(outerMap, row.Path);
                outerMap = isOutermost ? row.Path : outerMap;
                saidNow = AddMapEntries(run, row, said, isOutermost, due);
            }
            else if (row is { HasTime: false, StartedAt: not null })
            {
                saidNow = AddNodeEntries(run, row, said, due);
            }

            if (saidNow != said)
            {
                _reported[(row.Path, row.Icon)] = saidNow;
            }
        }

        return [.. due.OrderBy(news => news.Sequence).Select(news => news.Entry)];
    }

    private static bool Contains(string map, string path) =>
        map.Length == 0 || path.StartsWith(map + '/', StringComparison.Ordinal);

    private static ReportedRow AddNodeEntries(ProgressRun run, ProgressRow row, ReportedRow said, List<(long Sequence, ReportEntry Entry)> due)
    {
        if (!said.Started)
        {
            due.Add((row.StartSequence, new ReportEntry(ReportKind.NodeStarted, run, row.StartedAt!.Value, PastRows.AtStart(row))));
        }

        if (row.Retries > said.Retries)
        {
            due.Add((row.StartSequence, new ReportEntry(ReportKind.NodeRetried, run, run.StartedAt + run.Elapsed, row)));
        }

        if (row.IsClosed && !said.Ended)
        {
            due.Add((row.EndSequence, new ReportEntry(ReportKind.NodeEnded, run, row.EndedAt ?? run.StartedAt + run.Elapsed, row)));
        }

        return said with { Started = true, Ended = said.Ended || row.IsClosed, Retries = row.Retries };
    }

    private static ReportedRow AddMapEntries(
        ProgressRun run, ProgressRow row, ReportedRow said, bool isOutermost, List<(long Sequence, ReportEntry Entry)> due)
    {
        if (isOutermost && !said.Started && row.StartedAt is DateTimeOffset start)
        {
            due.Add((row.StartSequence, new ReportEntry(ReportKind.MapStarted, run, start, PastRows.AtStart(row))));
        }

        bool isCurrent = false;
        foreach (MapMilestone milestone in row.Milestones.Skip(said.Milestones))
        {
            isCurrent = milestone.Done == row.Done;
            due.Add((milestone.Sequence, new ReportEntry(ReportKind.MapProgress, run, run.StartedAt + run.Elapsed, PastRows.AtMilestone(row, milestone))));
        }

        bool isCutShort = row is { IsClosed: true, NotStarted: > 0 } or { IsClosed: true, IsStreamCut: true, StartedAt: not null };
        if (isCutShort && !said.Ended && !isCurrent)
        {
            due.Add((row.EndSequence, new ReportEntry(ReportKind.MapProgress, run, row.EndedAt ?? run.StartedAt + run.Elapsed, row)));
        }

        return new ReportedRow(row.StartedAt is not null, Ended: isCutShort, Retries: 0, row.Milestones.Count);
    }
}
