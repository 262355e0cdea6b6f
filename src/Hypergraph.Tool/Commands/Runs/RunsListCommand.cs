using System.CommandLine;
using Hypergraph.Tool.Commands.Symbols;
using Hypergraph.Tool.Output;
using Hypergraph.Tool.StoredRuns;

namespace Hypergraph.Tool.Commands.Runs;

/// <summary>The command <c>runs list</c>.</summary>
internal static class RunsListCommand
{
    /// <summary>Creates the command.</summary>
    /// <param name="store">The option for the store.</param>
    public static Command Create(Option<string?> store)
    {
        Option<string[]> status = new Option<string[]>("--status") { Description = "Only runs with this status. May be repeated.", HelpName = "STATUS" }.AcceptOnlyFromAmong(RunState.All);
        var graph = new Option<string?>("--graph") { Description = "Only runs of the graph with this name.", HelpName = "NAME" };
        Option<DateTimeOffset?> since = StoreSymbols.Since("--since", "Only runs that changed at this time or later: a time, or an age such as 12h.");
        Option<int?> limit = StoreSymbols.WholeNumber("--limit", "The maximum number of runs.", least: 1);
        Option<bool> json = CommonSymbols.Json();
        return new Command("list", "Lists runs, the most recently changed first.") { status, graph, since, limit, json }.With(store, async (opened, result, cancellationToken) =>
        {
            var filter = new RunFilter(result.GetValue(status) ?? [], result.GetValue(graph), result.GetValue(since), result.GetValue(limit));
            IReadOnlyList<ListedRun> runs = await filter.ListAsync(opened, cancellationToken).ConfigureAwait(false);
            if (result.GetValue(json))
            {
                JsonOutput.WriteLine(writer => RunListReport.WriteJson(writer, runs));
            }
            else
            {
                RunListReport.WriteText(runs);
            }

            return ExitCodes.Fine;
        });
    }
}
