using System.CommandLine;
using Hypergraph.Tool.Commands.Symbols;
using Hypergraph.Tool.Output;
using Hypergraph.Tool.Reading;
using Hypergraph.Tool.Statistics;

namespace Hypergraph.Tool.Commands;

/// <summary>The command <c>stats</c>.</summary>
internal static class StatsCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Argument<string> file = CommonSymbols.File();
        Option<bool> json = CommonSymbols.Json();
        var command = new Command(
            "stats",
            "Prints the times, failures, retries and cache hits of each node, and on which nodes the end of each run waited. Exit codes: 0 fine, 2 wrong usage or unreadable input.") { file, json };
        command.SetAction(async (ParseResult result, CancellationToken cancellationToken) =>
        {
            var report = new StatisticsReport(new LogStatistics(await LoggedRuns.ReadAsync(result.GetRequiredValue(file), cancellationToken).ConfigureAwait(false)));
            if (result.GetValue(json))
            {
                JsonOutput.WriteLine(report.WriteJson);
            }
            else
            {
                report.WriteText();
            }

            return ExitCodes.Fine;
        });
        return command;
    }
}
