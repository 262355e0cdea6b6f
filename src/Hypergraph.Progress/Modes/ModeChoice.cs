using System.Collections.Concurrent;
using Spectre.Console;

namespace Hypergraph.Progress;

/// <summary>
/// How progress is shown on a console. A mode that the program sets counts, as a switch on its command line would; else
/// the variable of whoever runs it; else what the console is.
/// </summary>
internal static class ModeChoice
{
    public const string Variable = "HYPERGRAPH_PROGRESS";

    private static readonly ConcurrentDictionary<string, bool> Reported = new(StringComparer.Ordinal);

    /// <summary>The mode, never <see cref="ProgressMode.Auto"/>. Live only where the console takes control sequences.</summary>
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

    /// <summary>What is wrong with the variable; null if nothing is, or if it has been told before in this process.</summary>
    public static string? InvalidVariableMessage(RichProgressOptions options)
    {
        string value = Value(options);
        return options.Mode != ProgressMode.Auto || Parse(value) is not null || !Reported.TryAdd(value, true)
            ? null
            : $"{Variable} is '{DisplayText.OneLine(value)}'; it can be auto, live, plain, json, quiet or accessible. Taken as auto.";
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
    /// Whether someone watches. What Spectre calls interactive looks at input and standard error too; only where the tree
    /// goes counts. A console that the caller made has its own notion of a terminal, if any.
    /// </summary>
    private static bool IsTerminal(IAnsiConsole console, RichProgressOptions options) => options.Console is null
        ? console.Profile.Out.IsTerminal && options.ReadVariable("TERM") != "dumb" && !IsCi(options)
        : console.Profile.Capabilities.Interactive;

    private static bool IsCi(RichProgressOptions options) =>
        options.ReadVariable("CI") is { Length: > 0 } value && value != "0" && !value.Equals("false", StringComparison.OrdinalIgnoreCase);
}
