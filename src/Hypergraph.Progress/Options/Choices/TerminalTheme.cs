using Spectre.Console;

namespace Hypergraph.Progress.Options.Choices;

/// <summary>The theme for a terminal, chosen by the options and its variables.</summary>
internal static class TerminalTheme
{
    /// <summary>The variables that name the character locale, in order of precedence.</summary>
    private static readonly string[] LocaleVariables = ["LC_ALL", "LC_CTYPE", "LANG"];

    /// <summary>
    /// Returns the theme of the options. Without one, emoji, or ASCII on a terminal that is known to have no emoji: the console
    /// of Linux and the older ones of Windows. Without Unicode any theme becomes ASCII. An ASCII locale means no Unicode,
    /// although .NET writes UTF-8 there too.
    /// </summary>
    public static ProgressTheme For(IAnsiConsole console, RichProgressOptions options)
    {
        ProgressTheme theme = options.Theme ?? (options.Console is null && !HasEmoji(options) ? ProgressTheme.Ascii : ProgressTheme.Emoji);
        return HasUnicode(console, options) ? theme : theme.ToAscii();
    }

    /// <summary>Returns the theme for the signs of plain lines: a file may contain any Unicode.</summary>
    public static ProgressTheme ForText(IAnsiConsole console, RichProgressOptions options)
    {
        ProgressTheme theme = options.Theme ?? ProgressTheme.Emoji;
        return HasUnicode(console, options) ? theme : theme.ToAscii();
    }

    private static bool HasUnicode(IAnsiConsole console, RichProgressOptions options) =>
        console.Profile.Capabilities.Unicode && (options.Console is not null || options.IsWindows || Locale(options) is not ("C" or "POSIX"));

    private static string? Locale(RichProgressOptions options) =>
        LocaleVariables.Select(options.ReadVariable).FirstOrDefault(value => !string.IsNullOrEmpty(value));

    private static bool HasEmoji(RichProgressOptions options)
    {
        string? term = options.ReadVariable("TERM");
        return options.IsWindows
            ? IsSet("WT_SESSION") || IsSet("TERM_PROGRAM") || IsSet("ConEmuANSI") || !string.IsNullOrEmpty(term)
            : term != "linux";

        bool IsSet(string variable) => !string.IsNullOrEmpty(options.ReadVariable(variable));
    }
}
