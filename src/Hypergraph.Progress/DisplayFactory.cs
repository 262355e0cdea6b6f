using Hypergraph.Progress.Display;
using Hypergraph.Progress.Live;
using Hypergraph.Progress.Options.Choices;
using Hypergraph.Progress.Reports;
using Hypergraph.Progress.Reports.Json;
using Spectre.Console;

namespace Hypergraph.Progress;

/// <summary>Creates the display that fits a console, the options and the environment.</summary>
internal static class DisplayFactory
{
    public static ProgressDisplay Create(ProgressModel model, RichProgressOptions options)
    {
        IAnsiConsole console = options.Console ?? ProcessConsole.Choose();
        ColorChoice.Apply(console, options);
        if (ModeChoice.InvalidVariableMessage(options) is string complaint)
        {
            console.Profile.Out.Writer.WriteLine(complaint);
        }

        ProgressMode mode = ModeChoice.For(console, options);
        return mode == ProgressMode.Live
            ? new TreeDisplay(model, console, options, TerminalTheme.For(console, options))
            : new ReportDisplay(model, console, options, CreateFormat(mode, TerminalTheme.ForText(console, options)));
    }

    /// <summary>Creates the format of a mode other than live.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="theme">The theme with the signs of plain lines.</param>
    private static ReportFormat CreateFormat(ProgressMode mode, ProgressTheme theme) => mode switch
    {
        ProgressMode.Json => new JsonFormat(),
        ProgressMode.Quiet => new QuietFormat(new PlainFormat(theme)),
        ProgressMode.Accessible => new AccessibleFormat(),
        _ => new PlainFormat(theme),
    };
}
