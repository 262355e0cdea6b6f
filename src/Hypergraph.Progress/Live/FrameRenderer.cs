using Spectre.Console;

namespace Hypergraph.Progress;

/// <summary>Draws runs as lines. Pure: the same runs in the same settings give the same lines.</summary>
internal static class FrameRenderer
{
    /// <summary>The runs as they stand, on at most <paramref name="height"/> lines.</summary>
    public static IReadOnlyList<FrameLine> Live(IReadOnlyList<ProgressRun> runs, FrameSettings settings, int height, int tick)
    {
        List<ProgressRow> rows = [.. runs.SelectMany(run => run.Rows)];
        int headings = runs.Count(run => NeedsHeading(run, runs));
        bool showsHeadings = rows.Count + headings <= height;
        List<int>? shown = rows.Count <= height ? null : RowFold.Choose(rows, Math.Max(0, height - 1));
        List<ProgressRow> visible = shown is null ? rows : [.. shown.Select(i => rows[i])];
        var layout = new RowLayout(visible, settings);
        if (shown is not null)
        {
            return
            [
                .. visible.Select(row => layout.Line(row, tick)),
                Text((settings.IsUnicode ? "… " : "~ ") + RowFold.Summary(rows, shown), Looks.Faint, settings),
            ];
        }

        return [.. runs.SelectMany(run => Section(run, showsHeadings && NeedsHeading(run, runs), layout, settings, tick))];
    }

    /// <summary>A run that has ended: every row, how it ended, its first failures.</summary>
    public static IReadOnlyList<FrameLine> Final(ProgressRun run, FrameSettings settings)
    {
        var layout = new RowLayout(run.Rows, settings);
        return
        [
            .. run.Rows.Select(row => layout.Line(row, tick: 0)),
            Text($"{Outcome.Mark(run.Status, settings.IsUnicode)} {Outcome.Sentence(run)}", Looks.Of(run.Status), settings),
            .. Failures(run, settings),
        ];
    }

    /// <summary>A map's first row names it; another run needs a line for that when it does not stand alone.</summary>
    private static bool NeedsHeading(ProgressRun run, IReadOnlyList<ProgressRun> runs) => runs.Count > 1 && !run.IsMap;

    private static IEnumerable<FrameLine> Section(ProgressRun run, bool hasHeading, RowLayout layout, FrameSettings settings, int tick)
    {
        if (hasHeading)
        {
            string workflow = run.WorkflowId is null ? "" : $" ({DisplayText.OneLine(run.WorkflowId)})";
            yield return Text(DisplayText.OneLine(run.Title) + workflow, Looks.Plain, settings);
        }

        foreach (ProgressRow row in run.Rows)
        {
            yield return layout.Line(row, tick);
        }
    }

    private static IEnumerable<FrameLine> Failures(ProgressRun run, FrameSettings settings)
    {
        string mark = Outcome.Mark(RunStatus.Failed, settings.IsUnicode);
        foreach (ProgressFailure failure in run.Failures)
        {
            yield return Text($"  {mark} {Outcome.Sentence(failure)}", Looks.Bad, settings);
        }

        long others = run.FailureCount - run.Failures.Count;
        if (others > 0)
        {
            yield return Text($"  {(settings.IsUnicode ? "…" : "~")} {others} more {(others == 1 ? "failure" : "failures")}", Looks.Bad, settings);
        }
    }

    private static FrameLine Text(string text, Style style, FrameSettings settings) =>
        new([new FrameSpan(DisplayText.Fit(text, settings.UsableWidth, settings.IsUnicode), style)]);
}
