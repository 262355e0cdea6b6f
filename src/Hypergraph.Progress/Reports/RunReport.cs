using Hypergraph.Progress.Model;

namespace Hypergraph.Progress.Reports;

/// <summary>
/// Creates the reports about one run: starts, retries and ends of nodes outside maps, milestones of maps, that the run continues,
/// and its end. It creates each report once.
/// </summary>
internal sealed class RunReport
{
    private readonly Dictionary<(string Path, ProgressIcon Icon), ReportedRow> _reported = [];
    private bool _hasBegun;

    /// <summary>Returns the reports since the last call, in chronological order.</summary>
    /// <param name="run">The current run.</param>
    public IReadOnlyList<ReportEntry> GetNewEntries(ProgressRun run)
    {
        List<(long Sequence, ReportEntry Entry)> newEntries = [];
        if (!_hasBegun)
        {
            _hasBegun = true;
            newEntries.Add((long.MinValue, new ReportEntry(ReportKind.RunStarted, run, run.StartedAt)));
        }

        string? outerMap = null;
        foreach (ProgressRow row in run.Rows)
        {
            ReportedRow reported = _reported.GetValueOrDefault((row.Path, row.Icon));
            ReportedRow updated = reported;
            if (row.Icon == ProgressIcon.Map)
            {
                bool isOutermost = outerMap is null || !Contains(outerMap, row.Path);
                outerMap = isOutermost ? row.Path : outerMap;
                updated = AddMapEntries(run, row, reported, isOutermost, newEntries);
            }
            else if (row is { HasTime: false, StartedAt: not null })
            {
                updated = AddNodeEntries(run, row, reported, newEntries);
            }

            if (updated != reported)
            {
                _reported[(row.Path, row.Icon)] = updated;
            }
        }

        return [.. newEntries.OrderBy(item => item.Sequence).Select(item => item.Entry)];
    }

    private static bool Contains(string map, string path) =>
        map.Length == 0 || path.StartsWith(map + '/', StringComparison.Ordinal);

    private static ReportedRow AddNodeEntries(ProgressRun run, ProgressRow row, ReportedRow reported, List<(long Sequence, ReportEntry Entry)> newEntries)
    {
        if (!reported.Started)
        {
            newEntries.Add((row.StartSequence, new ReportEntry(ReportKind.NodeStarted, run, row.StartedAt!.Value, PastRows.AtStart(row))));
        }

        if (row.Retries > reported.Retries)
        {
            newEntries.Add((row.StartSequence, new ReportEntry(ReportKind.NodeRetried, run, run.StartedAt + run.Elapsed, row)));
        }

        if (row.IsClosed && !reported.Ended)
        {
            newEntries.Add((row.EndSequence, new ReportEntry(ReportKind.NodeEnded, run, row.EndedAt ?? run.StartedAt + run.Elapsed, row)));
        }

        return reported with { Started = true, Ended = reported.Ended || row.IsClosed, Retries = row.Retries };
    }

    private static ReportedRow AddMapEntries(
        ProgressRun run, ProgressRow row, ReportedRow reported, bool isOutermost, List<(long Sequence, ReportEntry Entry)> newEntries)
    {
        if (isOutermost && !reported.Started && row.StartedAt is DateTimeOffset start)
        {
            newEntries.Add((row.StartSequence, new ReportEntry(ReportKind.MapStarted, run, start, PastRows.AtStart(row))));
        }

        bool isCurrent = false;
        foreach (MapMilestone milestone in row.Milestones.Skip(reported.Milestones))
        {
            isCurrent = milestone.Done == row.Done;
            ProgressRow past = PastRows.AtMilestone(row, milestone);
            newEntries.Add((milestone.Sequence, new ReportEntry(ReportKind.MapProgress, run, run.StartedAt + run.Elapsed, past)));
        }

        bool isCutShort = row is { IsClosed: true, NotStarted: > 0 } or { IsClosed: true, IsStreamCut: true, StartedAt: not null };
        if (isCutShort && !reported.Ended && !isCurrent)
        {
            newEntries.Add((row.EndSequence, new ReportEntry(ReportKind.MapProgress, run, row.EndedAt ?? run.StartedAt + run.Elapsed, row)));
        }

        return new ReportedRow(row.StartedAt is not null, Ended: isCutShort, Retries: 0, row.Milestones.Count);
    }
}
