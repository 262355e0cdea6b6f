using System.CommandLine;
using Hypergraph.Tool.Commands.Symbols;
using Hypergraph.Tool.Output;
using Hypergraph.Tool.Playing;

namespace Hypergraph.Tool.Commands;

/// <summary>The command <c>watch</c>.</summary>
internal static class WatchCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Argument<string> file = CommonSymbols.File();
        Option<bool> json = CommonSymbols.Json("Write the progress as lines of JSON.");
        var command = new Command(
            "watch",
            "Shows the runs of a log while another process writes it, until all of its runs have ended; standard input until it ends. A file that does not exist yet is waited for. Exit codes: 0 ended, 2 wrong usage or unreadable input, 130 interrupted.") { file, json };
        command.SetAction(async (ParseResult result, CancellationToken cancellationToken) =>
        {
            await WatchedLog.ShowAsync(result.GetRequiredValue(file), result.GetValue(json), cancellationToken).ConfigureAwait(false);
            return ExitCodes.Fine;
        });
        return command;
    }
}
