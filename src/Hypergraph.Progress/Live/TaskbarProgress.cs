using Hypergraph.Progress.Live.Terminals;

namespace Hypergraph.Progress.Live;

/// <summary>
/// The progress of all runs for the taskbar button or tab of the terminal. Only for terminals that the environment identifies as
/// supporting it: for others the control sequence may mean a notification.
/// </summary>
internal static class TaskbarProgress
{
    /// <summary>Whether the terminal is known to show progress.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    public static bool IsSupported(Func<string, string?> variable)
    {
        // A multiplexer passes on the variables of its terminal, but not the sequence.
        if (IsSet("TMUX") || IsSet("STY"))
        {
            return false;
        }

        return IsSet("WT_SESSION")
            || variable("ConEmuANSI") == "ON"
            || variable("TERM_PROGRAM") switch
            {
                "ghostty" or "WezTerm" => true,
                "iTerm.app" => Version.TryParse(variable("TERM_PROGRAM_VERSION"), out Version? version) && version >= new Version(3, 6),
                _ => false,
            };

        bool IsSet(string name) => !string.IsNullOrEmpty(variable(name));
    }

    /// <summary>Returns the progress of runs; none if there are no runs.</summary>
    public static TaskbarState Of(IReadOnlyList<ProgressRunView> runs)
    {
        if (runs.Count == 0)
        {
            return default;
        }

        int state = true switch
        {
            _ when runs.Any(run => run.Run.FailureCount > 0) => 2,
            _ when runs.Any(run => IsOpenEnded(run.Run)) => 3,
            _ => 1,
        };
        return new TaskbarState(state, state == 3 ? 0 : (int)(100 * runs.Average(RunFraction)));
    }

    private static bool IsOpenEnded(ProgressRun run) => RootMap(run) is { IsTotalGrowing: true, IsClosed: false };

    private static ProgressRow? RootMap(ProgressRun run) =>
        run.Rows.Count > 0 && run.Rows[0] is { Icon: ProgressIcon.Map, Path: "" } row ? row : null;

    /// <summary>
    /// Returns the completed fraction of a run: of a map by its items, otherwise by its rows, each by its own fraction.
    /// </summary>
    private static double RunFraction(ProgressRunView view)
    {
        if (RootMap(view.Run) is { } map)
        {
            return RowFraction(map);
        }

        double done = 0;
        int rows = 0;
        foreach (ProgressLine line in view.Lines)
        {
            done += line.Row is { } row ? RowFraction(row) : ClosedRows(line.Fold!);
            rows += line.Fold?.Rows ?? 1;
        }

        return rows == 0 ? 0 : done / rows;
    }

    private static double RowFraction(ProgressRow row) => row switch
    {
        { IsClosed: true } => 1,
        { Total: 0 } => 0,
        _ => (double)row.Done / row.Total,
    };

    private static int ClosedRows(ProgressFold fold) =>
        fold.Rows - fold[ProgressState.Waiting] - fold[ProgressState.Running] - fold[ProgressState.Retrying];
}
