using System.CommandLine;
using Hypergraph.Tool.Commands.Symbols;
using Hypergraph.Tool.Comparing;
using Hypergraph.Tool.Output;
using Hypergraph.Tool.Reading;

namespace Hypergraph.Tool.Commands;

/// <summary>The command <c>diff</c>.</summary>
internal static class DiffCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Argument<string> first = CommonSymbols.File("FIRST");
        Argument<string> second = CommonSymbols.File("SECOND");
        Option<double?> factor = CommonSymbols.Number("--factor", "The factor from which on different times are listed; 2 without it.", number => number >= 1, "of at least 1");
        Option<bool> json = CommonSymbols.Json();
        var command = new Command(
            "diff",
            "Prints what changed between the runs of two logs. Times are listed for information. Exit codes: 0 nothing but times differs, 1 the runs differ, 2 wrong usage or unreadable input.") { first, second, factor, json };
        command.SetAction(async (ParseResult result, CancellationToken cancellationToken) =>
        {
            string[] files = [result.GetRequiredValue(first), result.GetRequiredValue(second)];
            if (files is [LogInput.StandardInput, LogInput.StandardInput])
            {
                throw new ToolException("Only one of the logs can be standard input.");
            }

            IReadOnlyList<LoggedRun> before = await LoggedRuns.ReadAsync(files[0], cancellationToken).ConfigureAwait(false);
            IReadOnlyList<LoggedRun> after = await LoggedRuns.ReadAsync(files[1], cancellationToken).ConfigureAwait(false);
            IReadOnlyList<Difference> differences = new RunComparison(result.GetValue(factor) ?? 2).Compare(before, after);
            if (result.GetValue(json))
            {
                JsonOutput.WriteLine(writer => ComparisonReport.WriteJson(writer, differences));
            }
            else
            {
                ComparisonReport.WriteText(differences);
            }

            return differences.All(difference => difference.IsTime) ? ExitCodes.Fine : ExitCodes.Wrong;
        });
        return command;
    }
}
