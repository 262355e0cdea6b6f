namespace Hypergraph.Progress;

/// <summary>
/// What there is to say about one run: starts, retries and ends of nodes outside maps, milestones of maps, that it still
/// runs, and that it ended. It remembers what it has said.
/// </summary>
internal sealed class RunReport
{
    private readonly Dictionary<(string Path, ProgressIcon Icon), RowNews> _said = [];
    private bool _hasBegun;

    /// <summary>What has become due since the last call, in the order in which it happened.</summary>
    /// <param name="run">The run as it stands.</param>
    public IReadOnlyList<ReportEntry> News(ProgressRun run)
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
            RowNews said = _said.GetValueOrDefault((row.Path, row.Icon));
            RowNews saidNow = said;
            if (row.Icon == ProgressIcon.Map)
            {
                bool isOutermost = outerMap is null || !Contains(outerMap, row.Path);
                outerMap = isOutermost ? row.Path : outerMap;
                saidNow = MapNews(run, row, said, isOutermost, due);
            }
            else if (row is { HasTime: false, StartedAt: not null })
            {
                saidNow = NodeNews(run, row, said, due);
            }

            if (saidNow != said)
            {
                _said[(row.Path, row.Icon)] = saidNow;
            }
        }

        return [.. due.OrderBy(news => news.Sequence).Select(news => news.Entry)];
    }

    private static bool Contains(string map, string path) =>
        map.Length == 0 || path.StartsWith(map + '/', StringComparison.Ordinal);

    private static RowNews NodeNews(ProgressRun run, ProgressRow row, RowNews said, List<(long Sequence, ReportEntry Entry)> due)
    {
        if (!said.Started)
        {
            due.Add((row.StartSequence, new ReportEntry(ReportKind.NodeStarted, run, row.StartedAt!.Value, RowMoments.Started(row))));
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

    private static RowNews MapNews(
        ProgressRun run, ProgressRow row, RowNews said, bool isOutermost, List<(long Sequence, ReportEntry Entry)> due)
    {
        if (isOutermost && !said.Started && row.StartedAt is DateTimeOffset start)
        {
            due.Add((row.StartSequence, new ReportEntry(ReportKind.MapStarted, run, start, RowMoments.Started(row))));
        }

        bool isCurrent = false;
        foreach (MapMilestone milestone in row.Milestones.Skip(said.Milestones))
        {
            isCurrent = milestone.Done == row.Done;
            due.Add((milestone.Sequence, new ReportEntry(ReportKind.MapProgress, run, run.StartedAt + run.Elapsed, RowMoments.Passed(row, milestone))));
        }

        bool isCutShort = row is { IsClosed: true, NotStarted: > 0 } or { IsClosed: true, IsStreamCut: true, StartedAt: not null };
        if (isCutShort && !said.Ended && !isCurrent)
        {
            due.Add((row.EndSequence, new ReportEntry(ReportKind.MapProgress, run, row.EndedAt ?? run.StartedAt + run.Elapsed, row)));
        }

        return new RowNews(row.StartedAt is not null, Ended: isCutShort, Retries: 0, row.Milestones.Count);
    }
}
