using System.CommandLine;
using Hypergraph.Durability;
using Hypergraph.Tool.Commands.Symbols;
using Hypergraph.Tool.Output;
using Hypergraph.Tool.StoredRuns;

namespace Hypergraph.Tool.Commands.Runs;

/// <summary>The command <c>runs show</c>.</summary>
internal static class RunsShowCommand
{
    /// <summary>Creates the command.</summary>
    /// <param name="store">The option for the store.</param>
    public static Command Create(Option<string?> store)
    {
        Argument<string> id = StoreSymbols.Run();
        var values = new Option<bool>("--values") { Description = "Show the values of inputs and outputs too." };
        Option<bool> json = CommonSymbols.Json();
        return new Command("show", "Shows what the store has of a run: what ran, what failed, what it asks.") { id, values, json }.With(store, async (opened, result, cancellationToken) =>
        {
            var report = new RunDetailsReport(await opened.InspectAsync(result.GetRequiredValue(id), result.GetValue(values), cancellationToken).ConfigureAwait(false));
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
    }
}
