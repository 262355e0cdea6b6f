using System.CommandLine;
using Hypergraph.Tool.Commands.Symbols;

namespace Hypergraph.Tool.Commands.Runs;

/// <summary>The command <c>runs</c>, with its commands.</summary>
internal static class RunsCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Option<string?> store = StoreSymbols.Store();
        return new Command("runs", "Lists, answers, retries, forks and deletes the runs of a store. Exit codes: 0 fine, 2 wrong usage, no such store or run.")
        {
            store,
            RunsListCommand.Create(store),
            RunsShowCommand.Create(store),
            RunsAnswerCommand.Create(store),
            RunsRetryCommand.Create(store),
            RunsForkCommand.Create(store),
            RunsDeleteCommand.Create(store),
            RunsPruneCommand.Create(store),
        };
    }
}
