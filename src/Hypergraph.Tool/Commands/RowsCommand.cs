using System.CommandLine;
using Hypergraph.Progress;
using Hypergraph.Tool.Commands.Symbols;
using Hypergraph.Tool.Output;
using Hypergraph.Tool.Playing;

namespace Hypergraph.Tool.Commands;

/// <summary>The command <c>rows</c>.</summary>
internal static class RowsCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Argument<string> file = CommonSymbols.File();
        Option<bool> json = CommonSymbols.Json("Has no effect: the output is always JSON.");
        var command = new Command("rows", "Prints the final rows of the tree as one JSON array. Exit codes: 0 fine, 2 wrong usage or unreadable input.") { file, json };
        command.SetAction(async (ParseResult result, CancellationToken cancellationToken) =>
        {
            IReadOnlyList<ProgressRow> rows = await FinalRows.ReadAsync(result.GetRequiredValue(file), cancellationToken).ConfigureAwait(false);
            JsonOutput.WriteLine(writer => writer.WriteArray(name: null, rows, row => FinalRows.Write(writer, row)));
            return ExitCodes.Fine;
        });
        return command;
    }
}
