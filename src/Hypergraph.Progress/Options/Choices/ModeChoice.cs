using System.Collections.Concurrent;
using Hypergraph.Progress.Text;
using Spectre.Console;

namespace Hypergraph.Progress.Options.Choices;

/// <summary>
/// Chooses the mode for a console: the mode that the program sets, for example from a command-line switch; otherwise the
/// environment variable; otherwise the kind of the console.
/// </summary>
internal static class ModeChoice
{
    public const string Variable = "HYPERGRAPH_PROGRESS";

    private static readonly ConcurrentDictionary<string, bool> Reported = new(StringComparer.Ordinal);

    /// <summary>Returns the mode, never <see cref="ProgressMode.Auto"/>. Live only if the console accepts control sequences.</summary>
    public static ProgressMode For(IAnsiConsole console, RichProgressOptions options)
    {
        bool canBeLive = console.Profile.Capabilities.Ansi;
        return RequestedMode(options) switch
        {
            ProgressMode.Auto => canBeLive && IsTerminal(console, options) ? ProgressMode.Live : ProgressMode.Plain,
            ProgressMode.Live => canBeLive ? ProgressMode.Live : ProgressMode.Plain,
            ProgressMode mode => mode,
        };
    }

    /// <summary>
    /// Returns a message if the variable is invalid; null if it is valid, or if the message was already returned in this process.
    /// </summary>
    public static string? InvalidVariableMessage(RichProgressOptions options)
    {
        string value = Value(options);
        return options.Mode != ProgressMode.Auto || Parse(value) is not null || !Reported.TryAdd(value, true)
            ? null
            : $"{Variable} is '{DisplayText.OneLine(value)}'; it can be auto, live, plain, json, quiet or accessible. Using auto.";
    }

    private static ProgressMode RequestedMode(RichProgressOptions options) =>
        options.Mode == ProgressMode.Auto ? Parse(Value(options)) ?? ProgressMode.Auto : options.Mode;

    private static string Value(RichProgressOptions options) => options.ReadVariable(Variable)?.Trim() ?? "";

    private static ProgressMode? Parse(string value) => value.ToUpperInvariant() switch
    {
        "" or "AUTO" => ProgressMode.Auto,
        "LIVE" => ProgressMode.Live,
        "PLAIN" => ProgressMode.Plain,
        "JSON" => ProgressMode.Json,
        "QUIET" => ProgressMode.Quiet,
        "ACCESSIBLE" => ProgressMode.Accessible,
        _ => null,
    };

    /// <summary>
    /// Whether the output is a terminal. Spectre's interactive check also includes input and standard error; only the output
    /// counts here. A console that the program created has its own capabilities.
    /// </summary>
    private static bool IsTerminal(IAnsiConsole console, RichProgressOptions options) => options.Console is null
        ? console.Profile.Out.IsTerminal && options.ReadVariable("TERM") != "dumb" && !IsCi(options)
        : console.Profile.Capabilities.Interactive;

    private static bool IsCi(RichProgressOptions options) =>
        options.ReadVariable("CI") is { Length: > 0 } value && value != "0" && !value.Equals("false", StringComparison.OrdinalIgnoreCase);
}
