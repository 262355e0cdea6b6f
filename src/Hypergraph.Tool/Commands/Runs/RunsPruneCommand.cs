using System.CommandLine;
using Hypergraph.Durability;
using Hypergraph.Tool.Commands.Symbols;
using Hypergraph.Tool.Output;

namespace Hypergraph.Tool.Commands.Runs;

/// <summary>The command <c>runs prune</c>.</summary>
internal static class RunsPruneCommand
{
    /// <summary>Creates the command.</summary>
    /// <param name="store">The option for the store.</param>
    public static Command Create(Option<string?> store)
    {
        Option<TimeSpan?> age = StoreSymbols.Age("--older-than", "Delete runs that have not changed for this time, such as 30d.");
        Option<int?> keep = StoreSymbols.WholeNumber("--keep", "Delete all but this number of runs, the most recently changed.", least: 0);
        Option<long?> size = StoreSymbols.Size("--max-size", "Delete the oldest runs until the others have at most this size, such as 500MB.");
        Option<bool> json = CommonSymbols.Json();
        return new Command("prune", "Deletes completed and partial runs by age, number and size. Other runs stay.") { age, keep, size, json }.With(store, async (opened, result, cancellationToken) =>
        {
            var retention = new RunRetention { MaxAge = result.GetValue(age), MaxRuns = result.GetValue(keep), MaxBytes = result.GetValue(size) };
            DeletedRuns.Write(
                retention is { MaxAge: null, MaxRuns: null, MaxBytes: null }
                    ? throw new ToolException("Say which runs to delete, with --older-than, --keep or --max-size.")
                    : await opened.PruneAsync(retention, cancellationToken).ConfigureAwait(false),
                result.GetValue(json));
            return ExitCodes.Fine;
        });
    }
}
