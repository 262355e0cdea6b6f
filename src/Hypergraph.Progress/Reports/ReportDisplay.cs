using Hypergraph.Progress.Display;
using Hypergraph.Progress.Model;
using Spectre.Console;

namespace Hypergraph.Progress.Reports;

/// <summary>Permanent lines: for a pipe, a file, CI, a program or a screen reader.</summary>
internal sealed class ReportDisplay(ProgressModel model, IAnsiConsole console, RichProgressOptions options, ReportFormat format)
    : ProgressDisplay(model, options)
{
    private readonly TimeProvider _clock = options.TimeProvider;
    private readonly Dictionary<RunId, RunReport> _reports = [];
    private long _lastLine;

    protected override void Update()
    {
        WriteChanges([]);
        WriteHeartbeat();
    }

    protected override void WriteEnded(IReadOnlyList<EndedRun> ended) =>
        WriteChanges(ended.SelectMany(end => GetFinalEntries(end.Run)));

    protected override void Finish(IReadOnlyList<EndedRun> ended) => Write(ended.SelectMany(end => GetFinalEntries(end.Run)));

    protected override void Detach() => WriteChanges([]);

    protected override void PrepareForExit(ExitKind exitKind) => Detach();

    /// <summary>Writes what is new about the runs that have changed, after other entries.</summary>
    private void WriteChanges(IEnumerable<ReportEntry> firstEntries) =>
        Write(firstEntries.Concat(Model.CollectChangedRuns().SelectMany(GetNewEntries)));

    private IEnumerable<ReportEntry> GetNewEntries(ProgressRun run)
    {
        if (!_reports.TryGetValue(run.RunId, out RunReport? report))
        {
            report = new RunReport();
            _reports.Add(run.RunId, report);
            _lastLine = _clock.GetTimestamp();
        }

        return report.GetNewEntries(run);
    }

    private List<ReportEntry> GetFinalEntries(ProgressRun run)
    {
        List<ReportEntry> entries = [.. GetNewEntries(run), new ReportEntry(ReportKind.RunEnded, run, run.StartedAt + run.Elapsed)];
        _reports.Remove(run.RunId);
        return entries;
    }

    private void WriteHeartbeat()
    {
        if (format.Heartbeat is TimeSpan silence && _clock.GetElapsedTime(_lastLine) >= silence)
        {
            IReadOnlyList<ProgressRun> runs = Model.Snapshot().Runs;
            Write(runs.Where(run => run.EndedAt is null).Select(run => new ReportEntry(ReportKind.StillRunning, run, run.StartedAt + run.Elapsed)));
        }
    }

    /// <summary>Bypasses the console's own rendering, which would break lines at the width of a terminal that does not exist.</summary>
    private void Write(IEnumerable<ReportEntry> entries)
    {
        string text = string.Concat(entries.SelectMany(format.Lines).Select(line => line + Environment.NewLine));
        if (text.Length > 0)
        {
            _lastLine = _clock.GetTimestamp();
            console.Profile.Out.Writer.Write(text);
            console.Profile.Out.Writer.Flush();
        }
    }
}
