using System.CommandLine;
using Hypergraph.Tool.Checking;
using Hypergraph.Tool.Commands.Symbols;
using Hypergraph.Tool.Output;

namespace Hypergraph.Tool.Commands;

/// <summary>The command <c>check</c>.</summary>
internal static class CheckCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Argument<string> file = CommonSymbols.File();
        Option<bool> json = CommonSymbols.Json();
        var command = new Command(
            "check",
            "Checks that each run keeps the contract of events, and prints the first line that does not. Unfinished runs are reported, and are no violation. Exit codes: 0 no violation, 1 a violation, 2 wrong usage or unreadable input.") { file, json };
        command.SetAction(async (ParseResult result, CancellationToken cancellationToken) =>
        {
            CheckReport report = await LogChecker.CheckAsync(result.GetRequiredValue(file), cancellationToken).ConfigureAwait(false);
            if (result.GetValue(json))
            {
                JsonOutput.WriteLine(report.WriteJson);
            }
            else
            {
                report.WriteText();
            }

            return report.Violation is null ? ExitCodes.Fine : ExitCodes.Wrong;
        });
        return command;
    }
}
