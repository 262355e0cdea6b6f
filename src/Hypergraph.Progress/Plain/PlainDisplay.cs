using Spectre.Console;

namespace Hypergraph.Progress;

/// <summary>Plain lines for a pipe, a file or CI.</summary>
internal sealed class PlainDisplay(ProgressModel model, IAnsiConsole console, RichProgressOptions options)
    : ProgressDisplay(model, options)
{
    private readonly Dictionary<RunId, PlainReport> _reports = [];

    protected override void Show(IReadOnlyList<ProgressRun> runs) => Write(runs.SelectMany(News));

    protected override void Commit(IReadOnlyList<ProgressRun> ended, IReadOnlyList<ProgressRun> open)
    {
        Write(ended.SelectMany(Ending).Concat(open.SelectMany(News)));
    }

    protected override void Finish(IReadOnlyList<ProgressRun> ended) => Write(ended.SelectMany(Ending));

    protected override void Leave(IReadOnlyList<ProgressRun> runs) => Show(runs);

    private IEnumerable<string> News(ProgressRun run)
    {
        if (!_reports.TryGetValue(run.RunId, out PlainReport? report))
        {
            report = new PlainReport();
            _reports.Add(run.RunId, report);
        }

        return report.News(run);
    }

    private IEnumerable<string> Ending(ProgressRun run)
    {
        List<string> lines = [.. News(run), .. PlainReport.Ending(run, console.Profile.Capabilities.Unicode)];
        _reports.Remove(run.RunId);
        return lines;
    }

    /// <summary>Past the console's own rendering, which would break lines at the width of a terminal that is not there.</summary>
    private void Write(IEnumerable<string> lines)
    {
        string text = string.Concat(lines.Select(line => line + Environment.NewLine));
        if (text.Length > 0)
        {
            console.Profile.Out.Writer.Write(text);
            console.Profile.Out.Writer.Flush();
        }
    }
}
