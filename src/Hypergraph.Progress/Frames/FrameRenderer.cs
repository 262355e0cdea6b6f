using Spectre.Console;

namespace Hypergraph.Progress;

/// <summary>Draws runs as lines. Pure: the same runs in the same settings give the same lines.</summary>
internal static class FrameRenderer
{
    /// <summary>The runs as they stand.</summary>
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

    /// <summary>A run that has ended: every row, how it ended, its first failures.</summary>
    public static IReadOnlyList<FrameLine> Final(ProgressRun run, FrameSettings settings)
    {
        var layout = new RowLayout(run.Rows, settings, isFinal: true);
        string[] indents = TreeIndents.Of([.. run.Rows.Select(row => row.Level)], settings.Theme);
        return
        [
            .. run.Rows.Select((row, i) => layout.Line(row, indents[i], tick: 0)),
            Text($"{settings.Theme.SignOf(run.Status)} {Outcome.Sentence(run)}", settings.Theme.StyleOf(run.Status), settings),
            .. Failures(run, settings),
        ];
    }

    private static IEnumerable<FrameLine> Section(ProgressRunView view, RowLayout layout, FrameSettings settings, int tick)
    {
        if (view.HasHeading)
        {
            string workflow = view.Run.WorkflowId is null ? "" : $" ({DisplayText.OneLine(view.Run.WorkflowId)})";
            yield return Text(DisplayText.OneLine(view.Run.Title) + workflow, Style.Plain, settings);
        }

        string[] indents = TreeIndents.Of([.. view.Lines.Select(line => line.Level)], settings.Theme);
        for (int i = 0; i < view.Lines.Count; i++)
        {
            ProgressLine line = view.Lines[i];
            yield return line.Row is { } row ? layout.Line(row, indents[i], tick) : layout.Line(line.Fold!, line.Level, indents[i]);
        }
    }

    private static IEnumerable<FrameLine> Failures(ProgressRun run, FrameSettings settings)
    {
        ProgressTheme theme = settings.Theme;
        foreach (ProgressFailure failure in run.Failures)
        {
            yield return Text($"  {theme.FailedSign} {Outcome.Sentence(failure)}", theme.Bad, settings);
        }

        long others = run.FailureCount - run.Failures.Count;
        if (others > 0)
        {
            yield return Text($"  {theme.Ellipsis} {CountText.Of(others, "more failure", "more failures")}", theme.Bad, settings);
        }
    }

    private static FrameLine Text(string text, Style style, FrameSettings settings) =>
        new([new FrameSpan(DisplayText.Fit(text, settings.UsableWidth, settings.Theme.Ellipsis), style)]);
}
