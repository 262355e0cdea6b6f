using Spectre.Console;

namespace Hypergraph.Progress.Options.Choices;

/// <summary>
/// Applies <c>FORCE_COLOR</c>, which Spectre does not read: it enables colours on the process's own terminal, also if its
/// <c>TERM</c> is unknown. <c>NO_COLOR</c>, which Spectre reads, has precedence. Lines in a file never have colours.
/// </summary>
internal static class ColorChoice
{
    public static void Apply(IAnsiConsole console, RichProgressOptions options)
    {
        Capabilities capabilities = console.Profile.Capabilities;
        if (options.Console is not null || !IsForced(options) || !console.Profile.Out.IsTerminal)
        {
            return;
        }

        // On Windows it is certain whether a console accepts control sequences; elsewhere it is guessed by name.
        capabilities.Ansi |= !options.IsWindows;
        if (capabilities.Ansi && capabilities.ColorSystem == ColorSystem.NoColors && string.IsNullOrEmpty(options.ReadVariable("NO_COLOR")))
        {
            capabilities.ColorSystem = ColorSystem.Standard;
        }
    }

    private static bool IsForced(RichProgressOptions options) =>
        options.ReadVariable("FORCE_COLOR") is { Length: > 0 } value && value != "0" && !value.Equals("false", StringComparison.OrdinalIgnoreCase);
}
