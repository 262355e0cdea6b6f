using Hypergraph.Progress.Model;

namespace Hypergraph.Progress.Reports;

/// <summary>
/// Creates the reports about one run: starts, retries and ends of nodes outside maps, milestones of maps, that the run continues,
/// and its end. It creates each report once.
/// </summary>
internal sealed class RunReport
{
    private readonly Dictionary<string, ReportedRow>?[] _reportedByIcon = new Dictionary<string, ReportedRow>[Enum.GetValues<ProgressIcon>().Length];
    private bool _hasBegun;

    /// <summary>Returns the reports since the last call, in chronological order.</summary>
    /// <param name="run">The current run.</param>
    public IReadOnlyList<ReportEntry> GetNewEntries(ProgressRun run)
    {
        List<NewEntry> newEntries = [];
        if (!_hasBegun)
        {
            _hasBegun = true;
            Add(newEntries, long.MinValue, new ReportEntry(ReportKind.RunStarted, run, run.StartedAt));
        }

        string? outerMap = null;
        foreach (ProgressRow row in run.Rows)
        {
            Dictionary<string, ReportedRow> reportedRows = _reportedByIcon[(int)row.Icon] ??= [];
            ReportedRow reported = reportedRows.GetValueOrDefault(row.Path) ?? ReportedRow.None;
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
                reportedRows[row.Path] = updated;
            }
        }

        newEntries.Sort(static (a, b) => a.Sequence == b.Sequence ? a.Place.CompareTo(b.Place) : a.Sequence.CompareTo(b.Sequence));
        return newEntries.ConvertAll(static item => item.Entry);
    }

    private static void Add(List<NewEntry> entries, long sequence, ReportEntry entry) => entries.Add(new NewEntry(sequence, entries.Count, entry));

    private static bool Contains(string map, string path) =>
        map.Length == 0 || path.StartsWith(map + '/', StringComparison.Ordinal);

    private static ReportedRow AddNodeEntries(ProgressRun run, ProgressRow row, ReportedRow reported, List<NewEntry> newEntries)
    {
        if (!reported.Started)
        {
            Add(newEntries, row.StartSequence, new ReportEntry(ReportKind.NodeStarted, run, row.StartedAt!.Value, PastRows.AtStart(row)));
        }

        if (row.Retries > reported.Retries)
        {
            Add(newEntries, row.StartSequence, new ReportEntry(ReportKind.NodeRetried, run, run.StartedAt + run.Elapsed, row));
        }

        if (row.IsClosed && !reported.Ended)
        {
            Add(newEntries, row.EndSequence, new ReportEntry(ReportKind.NodeEnded, run, row.EndedAt ?? run.StartedAt + run.Elapsed, row));
        }

        return reported with { Started = true, Ended = reported.Ended || row.IsClosed, Retries = row.Retries };
    }

    private static ReportedRow AddMapEntries(
        ProgressRun run, ProgressRow row, ReportedRow reported, bool isOutermost, List<NewEntry> newEntries)
    {
        if (isOutermost && !reported.Started && row.StartedAt is DateTimeOffset start)
        {
            Add(newEntries, row.StartSequence, new ReportEntry(ReportKind.MapStarted, run, start, PastRows.AtStart(row)));
        }

        bool isCurrent = false;
        foreach (MapMilestone milestone in row.Milestones.Skip(reported.Milestones))
        {
            isCurrent = milestone.Done == row.Done;
            ProgressRow past = PastRows.AtMilestone(row, milestone);
            Add(newEntries, milestone.Sequence, new ReportEntry(ReportKind.MapProgress, run, run.StartedAt + run.Elapsed, past));
        }

        bool isCutShort = row is { IsClosed: true, NotStarted: > 0 } or { IsClosed: true, IsStreamCut: true, StartedAt: not null };
        if (isCutShort && !reported.Ended && !isCurrent)
        {
            Add(newEntries, row.EndSequence, new ReportEntry(ReportKind.MapProgress, run, row.EndedAt ?? run.StartedAt + run.Elapsed, row));
        }

        return new ReportedRow(row.StartedAt is not null, Ended: isCutShort, Retries: 0, row.Milestones.Count);
    }

    /// <summary>A report, with what orders it among the others.</summary>
    private sealed record NewEntry(long Sequence, int Place, ReportEntry Entry);
}
