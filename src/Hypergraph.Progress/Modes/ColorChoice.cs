using Spectre.Console;

namespace Hypergraph.Progress;

/// <summary>
/// What <c>FORCE_COLOR</c> says, which Spectre does not read: the process's own terminal has colours, also where its
/// <c>TERM</c> is not known. <c>NO_COLOR</c>, which Spectre reads, goes before it. Nothing makes lines in a file coloured.
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

        // Windows says for certain whether a console takes control sequences; elsewhere it is a guess by name.
        capabilities.Ansi |= !options.IsWindows;
        if (capabilities.Ansi && capabilities.ColorSystem == ColorSystem.NoColors && string.IsNullOrEmpty(options.ReadVariable("NO_COLOR")))
        {
            capabilities.ColorSystem = ColorSystem.Standard;
        }
    }

    private static bool IsForced(RichProgressOptions options) =>
        options.ReadVariable("FORCE_COLOR") is { Length: > 0 } value && value != "0" && !value.Equals("false", StringComparison.OrdinalIgnoreCase);
}
