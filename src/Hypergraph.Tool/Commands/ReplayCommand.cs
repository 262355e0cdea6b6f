using System.CommandLine;
using Hypergraph.Tool.Commands.Symbols;
using Hypergraph.Tool.Output;
using Hypergraph.Tool.Playing;

namespace Hypergraph.Tool.Commands;

/// <summary>The command <c>replay</c>.</summary>
internal static class ReplayCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Argument<string> file = CommonSymbols.File();
        Option<double?> speed = CommonSymbols.Number(
            "--speed",
            "How much faster than the runs: 1 is their own time, 10 ten times as fast. Without it, as fast as possible. Nothing is waited for between runs.",
            number => number > 0,
            "greater than 0");
        Option<bool> json = CommonSymbols.Json("Write the progress as lines of JSON.");
        var command = new Command("replay", "Shows the runs of a log again, in their own time. Exit codes: 0 ended, 2 wrong usage or unreadable input, 130 interrupted.") { file, speed, json };
        command.SetAction(async (ParseResult result, CancellationToken cancellationToken) =>
        {
            await ReplayedLog.ShowAsync(result.GetRequiredValue(file), result.GetValue(speed), result.GetValue(json), cancellationToken).ConfigureAwait(false);
            return ExitCodes.Fine;
        });
        return command;
    }
}
