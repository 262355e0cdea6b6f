using Hypergraph.Progress.Model;
using Hypergraph.Progress.Text;
using Spectre.Console;

namespace Hypergraph.Progress.Frames;

/// <summary>Draws runs as lines. A pure function of the runs and the settings.</summary>
internal static class FrameRenderer
{
    /// <summary>The maximum number of lines of a sentence at the end of a run, enough for typical messages.</summary>
    private const int MaxWrappedLines = 6;

    /// <summary>Returns the lines of the current runs.</summary>
    public static IReadOnlyList<FrameLine> Live(ProgressView view, FrameSettings settings, int tick)
    {
        var layout = new RowLayout([.. view.Runs.SelectMany(run => run.Run.Rows)], settings, isFinal: false);
        List<FrameLine> lines = [.. view.Runs.SelectMany(run => Section(run, layout, settings, tick))];
        if (view.OtherRuns is { } others)
        {
            lines.Add(layout.Line(others, level: 0, indent: ""));
        }

        return lines;
    }

    /// <summary>Returns the lines of a run that has ended: its rows, its outcome, its first failures.</summary>
    public static IReadOnlyList<FrameLine> Final(EndedRun ended, FrameSettings settings)
    {
        var layout = new RowLayout([.. ended.Lines.Select(line => line.Row).OfType<ProgressRow>()], settings, isFinal: true);
        return [.. Tree(ended.Lines, layout, settings, tick: 0), .. Ending(ended.Run, settings), .. Failures(ended.Run, settings)];
    }

    private static IEnumerable<FrameLine> Section(ProgressRunView view, RowLayout layout, FrameSettings settings, int tick)
    {
        if (view.HasHeading)
        {
            string workflow = view.Run.WorkflowId is null ? "" : $" ({DisplayText.OneLine(view.Run.WorkflowId)})";
            yield return Text(DisplayText.Truncate(DisplayText.OneLine(view.Run.Title) + workflow, settings.UsableWidth, settings.Theme.Ellipsis), Style.Plain);
        }

        foreach (FrameLine line in Tree(view.Lines, layout, settings, tick))
        {
            yield return line;
        }
    }

    private static IEnumerable<FrameLine> Tree(IReadOnlyList<ProgressLine> lines, RowLayout layout, FrameSettings settings, int tick)
    {
        string[] indents = TreeIndents.Create([.. lines.Select(line => line.Level)], settings.Theme);
        return lines.Select((line, i) => line.Row is { } row
            ? layout.Line(row, indents[i], tick)
            : layout.Line(line.Fold!, line.Level, indents[i]));
    }

    /// <summary>Returns the outcome of the run, followed by its duration if there is room.</summary>
    private static IEnumerable<FrameLine> Ending(ProgressRun run, FrameSettings settings)
    {
        Style style = settings.Theme.StyleOf(Outcome.StatusOf(run));
        IReadOnlyList<string> sentence = Wrapped($"{settings.Theme.SignOf(Outcome.StatusOf(run))} {Outcome.Sentence(run)}", indent: 2, settings);
        string details = Outcome.Details(run);
        if (DisplayText.Width(sentence[^1]) + 1 + DisplayText.Width(details) > settings.UsableWidth)
        {
            return [.. sentence.Select(line => Text(line, style)), .. Wrapped($"  {details}", indent: 2, settings).Select(line => Text(line, settings.Theme.Faint))];
        }

        var last = new FrameLine([new FrameSegment(sentence[^1], style), new FrameSegment($" {details}", settings.Theme.Faint)]);
        return [.. sentence.SkipLast(1).Select(line => Text(line, style)), last];
    }

    private static IEnumerable<FrameLine> Failures(ProgressRun run, FrameSettings settings)
    {
        ProgressTheme theme = settings.Theme;
        foreach (ProgressFailure failure in run.Failures)
        {
            foreach (string line in Wrapped($"  {theme.FailedSign} {Outcome.Sentence(failure)}", indent: 4, settings))
            {
                yield return Text(line, theme.Bad);
            }
        }

        long others = run.FailureCount - run.Failures.Count;
        if (others > 0)
        {
            string more = $"  {theme.Ellipsis} {CountText.Format(others, "more failure", "more failures")}";
            yield return Text(DisplayText.Truncate(more, settings.UsableWidth, theme.Ellipsis), theme.Bad);
        }
    }

    private static IReadOnlyList<string> Wrapped(string text, int indent, FrameSettings settings) =>
        DisplayText.Wrap(text, settings.UsableWidth, indent, MaxWrappedLines, settings.Theme.Ellipsis);

    private static FrameLine Text(string text, Style style) => new([new FrameSegment(text, style)]);
}
