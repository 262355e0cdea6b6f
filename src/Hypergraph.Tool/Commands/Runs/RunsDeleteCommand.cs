using System.CommandLine;
using Hypergraph.Durability;
using Hypergraph.Tool.Commands.Symbols;
using Hypergraph.Tool.Output;

namespace Hypergraph.Tool.Commands.Runs;

/// <summary>The command <c>runs delete</c>.</summary>
internal static class RunsDeleteCommand
{
    /// <summary>Creates the command.</summary>
    /// <param name="store">The option for the store.</param>
    public static Command Create(Option<string?> store)
    {
        var ids = new Argument<string[]>("ID") { Description = "The ids of the runs.", Arity = ArgumentArity.OneOrMore };
        Option<bool> json = CommonSymbols.Json();
        return new Command("delete", "Deletes runs with all that is stored of them. Nothing is deleted if one of them does not exist.") { ids, json }.With(store, async (opened, result, cancellationToken) =>
        {
            string[] runs = [.. result.GetRequiredValue(ids).Distinct()];
            foreach (string run in runs)
            {
                _ = await opened.FindAsync(run, cancellationToken).ConfigureAwait(false) ?? throw new RunNotFoundException(run);
            }

            List<string> deleted = [];
            List<string> held = [];
            foreach (string run in runs)
            {
                try
                {
                    await opened.DeleteAsync(run, cancellationToken).ConfigureAwait(false);
                    deleted.Add(run);
                }
                catch (RunHeldException exception)
                {
                    held.Add(exception.Message);
                }
            }

            DeletedRuns.Write(deleted, result.GetValue(json));
            return held.Count == 0 ? ExitCodes.Fine : throw new ToolException(string.Join(' ', held));
        });
    }
}
