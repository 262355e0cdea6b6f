using Spectre.Console;

namespace Hypergraph.Progress;

/// <summary>The signs and styles of the tree.</summary>
internal static class Looks
{
    private const string UnicodeSpinner = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
    private const string AsciiSpinner = "|/-\\";

    public static Style Plain { get; } = Style.Plain;

    public static Style Faint { get; } = new(Color.Grey);

    public static Style Active { get; } = new(Color.Aqua);

    public static Style Good { get; } = new(Color.Green);

    public static Style Bad { get; } = new(Color.Red);

    public static Style Held { get; } = new(Color.Yellow);

    public static Style Finished { get; } = new(Color.Green, decoration: Decoration.Bold);

    public static Style Failure { get; } = new(Color.Red, decoration: Decoration.Bold);

    public static Style Halt { get; } = new(Color.Yellow, decoration: Decoration.Bold);

    /// <summary>The style of a row's sign and bar.</summary>
    public static Style Of(ProgressState state) => state switch
    {
        ProgressState.Running or ProgressState.Retrying => Active,
        ProgressState.Done or ProgressState.Cached => Good,
        ProgressState.Failed => Bad,
        ProgressState.Paused or ProgressState.Stopped => Held,
        _ => Faint,
    };

    /// <summary>The style of a row's text.</summary>
    public static Style TextOf(ProgressState state) => state switch
    {
        ProgressState.Waiting or ProgressState.Skipped => Faint,
        ProgressState.Failed => Bad,
        _ => Plain,
    };

    /// <summary>The style of the line that says how a run ended.</summary>
    public static Style Of(RunStatus? status) => status switch
    {
        RunStatus.Completed => Finished,
        RunStatus.Failed => Failure,
        _ => Halt,
    };

    /// <summary>The sign in a row's first column; a running row's turns with <paramref name="tick"/>.</summary>
    public static string Sign(ProgressState state, int tick, bool isUnicode) => state switch
    {
        ProgressState.Running or ProgressState.Retrying => Spinner(isUnicode ? UnicodeSpinner : AsciiSpinner, tick),
        ProgressState.Waiting => isUnicode ? "·" : ".",
        ProgressState.Done or ProgressState.Cached => Outcome.Mark(RunStatus.Completed, isUnicode),
        ProgressState.Failed => Outcome.Mark(RunStatus.Failed, isUnicode),
        ProgressState.Paused => Outcome.Mark(RunStatus.Paused, isUnicode),
        ProgressState.Stopped => Outcome.Mark(RunStatus.Stopped, isUnicode),
        _ => "-",
    };

    public static string Icon(ProgressIcon icon, bool isUnicode) => icon switch
    {
        ProgressIcon.Map => isUnicode ? "🗺️" : "#",
        ProgressIcon.NestedNode => isUnicode ? "🌳" : "+",
        _ => isUnicode ? "📦" : "*",
    };

    /// <summary>The cells from an icon's first to the label's. Terminals take an emoji for one cell or two.</summary>
    public static int IconWidth(bool isUnicode) => isUnicode ? 3 : 2;

    /// <summary>What a row says of its state in words; empty where bar and counts say it all.</summary>
    public static string Remark(ProgressRow row) => row switch
    {
        { Failed: > 0 } => $"{row.Failed} failed",
        { State: ProgressState.Skipped } => "skipped",
        { State: ProgressState.Paused } => "paused",
        { State: ProgressState.Stopped } => "stopped",
        _ => "",
    };

    private static string Spinner(string frames, int tick) => frames[(int)((uint)tick % (uint)frames.Length)].ToString();
}
