using Hypergraph.Progress.Text;
using Hypergraph.Progress.Themes;
using Spectre.Console;

namespace Hypergraph.Progress;

/// <summary>
/// The icons, signs and colours of the live tree. Use <see cref="Emoji"/>, <see cref="Tree"/> or <see cref="Ascii"/>, or change
/// one of them with <c>with</c>.
/// </summary>
/// <remarks>
/// Signs and frames of the spinner are one cell wide; icons may be wider. None contains control characters. A theme does not
/// change words and numbers. On a terminal without Unicode any theme becomes ASCII and keeps its colours. On a terminal without
/// colours they are omitted.
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

    /// <summary>Only ASCII.</summary>
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

    /// <summary>The icon before the name of a node of the called graph; empty for none.</summary>
    public string NodeIcon { get; init; } = "📦";

    /// <summary>The icon before the name of a node of a nested graph; empty for none.</summary>
    public string NestedNodeIcon { get; init; } = "🌳";

    /// <summary>The icon before the label of a map; empty for none.</summary>
    public string MapIcon { get; init; } = "🗺️";

    /// <summary>Whether lines connect the levels, as <c>├─</c> and <c>└─</c>; otherwise a level is two spaces.</summary>
    public bool HasTreeLines { get; init; }

    /// <summary>The frames of the sign of a running row. With one frame it does not move.</summary>
    /// <exception cref="ArgumentException">The list is empty.</exception>
    public IReadOnlyList<string> Spinner
    {
        get;
        init => field = value.Count > 0 ? value : throw new ArgumentException("A spinner needs at least one frame.", nameof(value));
    }
    = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

    /// <summary>The sign of a waiting row.</summary>
    public string WaitingSign { get; init; } = "·";

    /// <summary>The sign of a retrying row.</summary>
    public string RetryingSign { get; init; } = "↻";

    /// <summary>The sign of a paused row or run.</summary>
    public string PausedSign { get; init; } = "⏸";

    /// <summary>The sign of a row or run that has ended successfully.</summary>
    public string DoneSign { get; init; } = "✓";

    /// <summary>The sign of a row whose outputs came from a cache.</summary>
    public string CachedSign { get; init; } = "≡";

    /// <summary>The sign of a failed row or run, and of a failure.</summary>
    public string FailedSign { get; init; } = "✗";

    /// <summary>The sign of a run that completed with failures.</summary>
    public string PartialSign { get; init; } = "!";

    /// <summary>The sign of a skipped row.</summary>
    public string SkippedSign { get; init; } = "-";

    /// <summary>The sign of a stopped row or run.</summary>
    public string StoppedSign { get; init; } = "■";

    /// <summary>The style of running rows.</summary>
    /// <value>The default value is the terminal's own cyan, which no common palette uses as its background.</value>
    public Style Active { get; init; } = new(Color.Teal);

    /// <summary>The style of rows and runs that have ended successfully.</summary>
    /// <value>The default value is the terminal's own green.</value>
    public Style Good { get; init; } = new(Color.Green);

    /// <summary>The style of failed rows and runs.</summary>
    /// <value>The default value is the terminal's own red.</value>
    public Style Bad { get; init; } = new(Color.Maroon);

    /// <summary>The style of paused, stopped and retrying rows and runs.</summary>
    /// <value>The default value is the terminal's own yellow.</value>
    public Style Held { get; init; } = new(Color.Olive);

    /// <summary>The style of less important text: waiting and skipped rows, elapsed times, the empty part of a bar.</summary>
    /// <value>The default value is the terminal's own colour of text, dimmed.</value>
    public Style Faint { get; init; } = new(decoration: Decoration.Dim);

    /// <summary>Whether the theme uses only ASCII, bars and lines included.</summary>
    internal bool IsAscii { get; private init; }

    /// <summary>The sign for truncated text and for rows that are not shown.</summary>
    internal string Ellipsis => IsAscii ? ">" : "…";

    /// <summary>The sign for an unknown total.</summary>
    internal string UnknownTotal => IsAscii ? "..." : "…";

    internal TreeLines Lines => IsAscii ? TreeLines.Ascii : TreeLines.Unicode;

    /// <summary>The width from the start of an icon to the label, in cells. Terminals show an emoji in one cell or two.</summary>
    internal int IconWidth
    {
        get
        {
            int widest = Math.Max(DisplayText.Width(NodeIcon), Math.Max(DisplayText.Width(NestedNodeIcon), DisplayText.Width(MapIcon)));
            return widest == 0 ? 0 : widest + 1;
        }
    }

    /// <summary>Returns this theme for a terminal without Unicode.</summary>
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

    /// <summary>
    /// Returns the sign in a row's first column; for a running row, the frame of the spinner for <paramref name="tick"/>.
    /// </summary>
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

    /// <summary>Returns the sign before the outcome of a run.</summary>
    internal string SignOf(RunStatus? status) => status switch
    {
        RunStatus.Completed => DoneSign,
        RunStatus.Failed => FailedSign,
        RunStatus.Partial => PartialSign,
        RunStatus.Paused => PausedSign,
        RunStatus.Stopped => StoppedSign,
        _ => "?",
    };

    /// <summary>Returns the style of a row's sign and bar.</summary>
    internal Style StyleOf(ProgressState state) => state switch
    {
        ProgressState.Running => Active,
        ProgressState.Done or ProgressState.Cached => Good,
        ProgressState.Failed => Bad,
        ProgressState.Retrying or ProgressState.Paused or ProgressState.Stopped => Held,
        _ => Faint,
    };

    /// <summary>Returns the style of a row's text.</summary>
    internal Style TextStyleOf(ProgressState state) => state switch
    {
        ProgressState.Waiting or ProgressState.Skipped => Faint,
        _ => Style.Plain,
    };

    /// <summary>
    /// Returns the style of the outcome of a run. It is not bold: many terminals show bold text in a brighter colour, which in
    /// some palettes is a shade of the background.
    /// </summary>
    internal Style StyleOf(RunStatus? status) => status switch
    {
        RunStatus.Completed => Good,
        RunStatus.Failed => Bad,
        _ => Held,
    };
}
