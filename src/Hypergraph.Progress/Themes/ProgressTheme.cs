using Spectre.Console;

namespace Hypergraph.Progress;

/// <summary>
/// How the live tree looks: icons, signs and colours. Take one of <see cref="Emoji"/>, <see cref="Tree"/> and
/// <see cref="Ascii"/>, or change one of them with <c>with</c>.
/// </summary>
/// <remarks>
/// Signs and pictures of the spinner are one cell wide; icons may be wider. None holds control characters. A theme
/// changes no word and no number. On a terminal that shows no Unicode any theme turns to ASCII, and keeps its
/// colours; where there are no colours, they are left out.
/// </remarks>
public sealed record ProgressTheme
{
    private ProgressTheme()
    {
    }

    /// <summary>📦 for nodes, 🌳 for nodes of nested graphs, 🗺️ for maps; levels by indentation. The default.</summary>
    public static ProgressTheme Emoji { get; } = new();

    /// <summary>Levels by lines, no icons: every character is one cell wide in every terminal.</summary>
    public static ProgressTheme Tree { get; } = new() { NodeIcon = "", NestedNodeIcon = "", MapIcon = "", HasTreeLines = true };

    /// <summary>Nothing but ASCII.</summary>
    public static ProgressTheme Ascii { get; } = new()
    {
        IsAscii = true,
        NodeIcon = "*",
        NestedNodeIcon = "o",
        MapIcon = "@",
        Spinner = ["|", "/", "-", "\\"],
        WaitingSign = ".",
        RetryingSign = "r",
        PausedSign = "=",
        DoneSign = "+",
        CachedSign = "c",
        FailedSign = "x",
        SkippedSign = "_",
        StoppedSign = "s",
    };

    /// <summary>Stands before the name of a node of the graph that was called; empty for none.</summary>
    public string NodeIcon { get; init; } = "📦";

    /// <summary>Stands before the name of a node of a nested graph; empty for none.</summary>
    public string NestedNodeIcon { get; init; } = "🌳";

    /// <summary>Stands before the label of a map; empty for none.</summary>
    public string MapIcon { get; init; } = "🗺️";

    /// <summary>Whether lines lead from a level to the next, as <c>├─</c> and <c>└─</c>; otherwise a level is two spaces.</summary>
    public bool HasTreeLines { get; init; }

    /// <summary>The sign of a running row, one picture after the other. A list with one picture stands still.</summary>
    /// <exception cref="ArgumentException">The list is empty.</exception>
    public IReadOnlyList<string> Spinner
    {
        get;
        init => field = value.Count > 0 ? value : throw new ArgumentException("A spinner has at least one picture.", nameof(value));
    }
    = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

    /// <summary>The sign of a row of which nothing has begun.</summary>
    public string WaitingSign { get; init; } = "·";

    /// <summary>The sign of a row that is tried again.</summary>
    public string RetryingSign { get; init; } = "↻";

    /// <summary>The sign of a row, or a run, that has paused.</summary>
    public string PausedSign { get; init; } = "⏸";

    /// <summary>The sign of a row, or a run, that has ended well.</summary>
    public string DoneSign { get; init; } = "✓";

    /// <summary>The sign of a row whose outputs came from a cache.</summary>
    public string CachedSign { get; init; } = "≡";

    /// <summary>The sign of a row, a run or a single failure that ended badly.</summary>
    public string FailedSign { get; init; } = "✗";

    /// <summary>The sign of a map that was completed in part.</summary>
    public string PartialSign { get; init; } = "!";

    /// <summary>The sign of a row of which nothing has happened, and nothing will.</summary>
    public string SkippedSign { get; init; } = "-";

    /// <summary>The sign of a row, or a run, that was stopped.</summary>
    public string StoppedSign { get; init; } = "■";

    /// <summary>The style of what is under way.</summary>
    /// <value>The default value is the terminal's own cyan, which no common palette makes its background.</value>
    public Style Active { get; init; } = new(Color.Teal);

    /// <summary>The style of what has ended well.</summary>
    /// <value>The default value is the terminal's own green.</value>
    public Style Good { get; init; } = new(Color.Green);

    /// <summary>The style of what has ended badly.</summary>
    /// <value>The default value is the terminal's own red.</value>
    public Style Bad { get; init; } = new(Color.Maroon);

    /// <summary>The style of what is held up: paused, stopped, tried again.</summary>
    /// <value>The default value is the terminal's own yellow.</value>
    public Style Held { get; init; } = new(Color.Olive);

    /// <summary>The style of what matters less: waiting and skipped rows, elapsed times, the empty part of a bar.</summary>
    /// <value>The default value is the terminal's own colour of text, dimmed.</value>
    public Style Faint { get; init; } = new(decoration: Decoration.Dim);

    /// <summary>Whether it needs nothing but ASCII, bars and lines included.</summary>
    internal bool IsAscii { get; private init; }

    /// <summary>What is put in place of what does not fit, or of rows that are not shown.</summary>
    internal string Ellipsis => IsAscii ? ">" : "…";

    /// <summary>Stands for the number of an unknown total.</summary>
    internal string UnknownTotal => IsAscii ? "..." : "…";

    internal TreeLines Lines => IsAscii ? TreeLines.Ascii : TreeLines.Unicode;

    /// <summary>The cells from an icon's first to the label's. Terminals take an emoji for one cell or two.</summary>
    internal int IconWidth
    {
        get
        {
            int widest = Math.Max(DisplayText.Width(NodeIcon), Math.Max(DisplayText.Width(NestedNodeIcon), DisplayText.Width(MapIcon)));
            return widest == 0 ? 0 : widest + 1;
        }
    }

    /// <summary>This theme for a terminal that shows no Unicode.</summary>
    internal ProgressTheme ToAscii() => IsAscii
        ? this
        : Ascii with
        {
            NodeIcon = HasTreeLines ? "" : Ascii.NodeIcon,
            NestedNodeIcon = HasTreeLines ? "" : Ascii.NestedNodeIcon,
            MapIcon = HasTreeLines ? "" : Ascii.MapIcon,
            HasTreeLines = HasTreeLines,
            Active = Active,
            Good = Good,
            Bad = Bad,
            Held = Held,
            Faint = Faint,
        };

    internal string IconOf(ProgressIcon icon) => icon switch
    {
        ProgressIcon.Map => MapIcon,
        ProgressIcon.NestedNode => NestedNodeIcon,
        _ => NodeIcon,
    };

    /// <summary>The sign in a row's first column; a running row's turns with <paramref name="tick"/>.</summary>
    internal string SignOf(ProgressState state, int tick) => state switch
    {
        ProgressState.Running => Spinner[(int)((uint)tick % (uint)Spinner.Count)],
        ProgressState.Waiting => WaitingSign,
        ProgressState.Retrying => RetryingSign,
        ProgressState.Paused => PausedSign,
        ProgressState.Done => DoneSign,
        ProgressState.Cached => CachedSign,
        ProgressState.Failed => FailedSign,
        ProgressState.Stopped => StoppedSign,
        _ => SkippedSign,
    };

    /// <summary>The sign before the line that says how a run ended.</summary>
    internal string SignOf(RunStatus? status) => status switch
    {
        RunStatus.Completed => DoneSign,
        RunStatus.Failed => FailedSign,
        RunStatus.Partial => PartialSign,
        RunStatus.Paused => PausedSign,
        RunStatus.Stopped => StoppedSign,
        _ => "?",
    };

    /// <summary>The style of a row's sign and bar.</summary>
    internal Style StyleOf(ProgressState state) => state switch
    {
        ProgressState.Running => Active,
        ProgressState.Done or ProgressState.Cached => Good,
        ProgressState.Failed => Bad,
        ProgressState.Retrying or ProgressState.Paused or ProgressState.Stopped => Held,
        _ => Faint,
    };

    /// <summary>The style of a row's text.</summary>
    internal Style TextStyleOf(ProgressState state) => state switch
    {
        ProgressState.Waiting or ProgressState.Skipped => Faint,
        _ => Style.Plain,
    };

    /// <summary>
    /// The style of the line that says how a run ended. Not in bold: many terminals show that in a brighter colour, which in
    /// some palettes is a shade of the background.
    /// </summary>
    internal Style StyleOf(RunStatus? status) => status switch
    {
        RunStatus.Completed => Good,
        RunStatus.Failed => Bad,
        _ => Held,
    };
}
