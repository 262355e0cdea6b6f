using System.Globalization;

namespace Hypergraph.Progress.Live;

/// <summary>
/// Reports the progress of all runs to the terminal, for its taskbar button or tab, by the sequence that ConEmu introduced (OSC
/// 9;4). Only for terminals that the environment identifies as supporting it: for others OSC 9 may mean a notification.
/// </summary>
internal sealed class TaskbarProgress(RichProgressOptions options)
{
    private const string None = "\e]9;4;0;0\e\\";

    private readonly bool _isShown = options.ShowTaskbarProgress && IsKnown(options.ReadVariable);
    private string _lastSent = None;
    private string _current = None;

    /// <summary>Updates the progress of the runs.</summary>
    public void Update(ProgressView view)
    {
        if (_isShown)
        {
            _current = view.Runs.Count == 0 ? None : Sequence(view);
        }
    }

    /// <summary>Clears the progress.</summary>
    public void Clear() => _current = None;

    /// <summary>Returns the sequence to send; an empty string if nothing has changed.</summary>
    public string GetChangedSequence()
    {
        if (_current == _lastSent)
        {
            return "";
        }

        _lastSent = _current;
        return _lastSent;
    }

    private static string Sequence(ProgressView view)
    {
        int state = true switch
        {
            _ when view.Runs.Any(run => run.Run.FailureCount > 0) => 2,
            _ when view.Runs.Any(run => IsOpenEnded(run.Run)) => 3,
            _ => 1,
        };
        int percent = state == 3 ? 0 : (int)(100 * view.Runs.Average(RunFraction));
        return string.Create(CultureInfo.InvariantCulture, $"\e]9;4;{state};{percent}\e\\");
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

    private static bool IsKnown(Func<string, string?> variable)
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
}
