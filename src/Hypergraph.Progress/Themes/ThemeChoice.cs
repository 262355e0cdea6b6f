using Spectre.Console;

namespace Hypergraph.Progress;

/// <summary>The theme that a terminal gets.</summary>
internal static class ThemeChoice
{
    /// <summary>
    /// The theme of the options. Without one, emoji, or ASCII on a terminal that is known to have no emoji: the console of
    /// Linux and the older ones of Windows. Where there is no Unicode, any theme turns to ASCII.
    /// </summary>
    public static ProgressTheme For(IAnsiConsole console, RichProgressOptions options)
    {
        ProgressTheme theme = options.Theme ?? (options.Console is null && !HasEmoji(options) ? ProgressTheme.Ascii : ProgressTheme.Emoji);
        return console.Profile.Capabilities.Unicode ? theme : theme.ToAscii();
    }

    /// <summary>The theme whose signs stand before lines that are not drawn: in a file any Unicode may stand.</summary>
    public static ProgressTheme ForText(IAnsiConsole console, RichProgressOptions options)
    {
        ProgressTheme theme = options.Theme ?? ProgressTheme.Emoji;
        return console.Profile.Capabilities.Unicode ? theme : theme.ToAscii();
    }

    private static bool HasEmoji(RichProgressOptions options)
    {
        string? term = options.ReadVariable("TERM");
        return options.IsWindows
            ? IsSet("WT_SESSION") || IsSet("TERM_PROGRAM") || IsSet("ConEmuANSI") || !string.IsNullOrEmpty(term)
            : term != "linux";

        bool IsSet(string variable) => !string.IsNullOrEmpty(options.ReadVariable(variable));
    }
}
