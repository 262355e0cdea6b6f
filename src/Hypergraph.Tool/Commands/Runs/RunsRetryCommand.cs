using System.CommandLine;
using Hypergraph.Durability;
using Hypergraph.Tool.Commands.Symbols;
using Hypergraph.Tool.Output;

namespace Hypergraph.Tool.Commands.Runs;

/// <summary>The command <c>runs retry</c>.</summary>
internal static class RunsRetryCommand
{
    /// <summary>Creates the command.</summary>
    /// <param name="store">The option for the store.</param>
    public static Command Create(Option<string?> store)
    {
        Argument<string> id = StoreSymbols.Run();
        Option<int[]?> items = StoreSymbols.WholeNumbers("--items", "Items of the outermost maps, which run again as a whole, failed or not. Without it, all that failed.");
        var keys = new Option<string[]>("--key")
        {
            Description = "An execution to run again, failed or not, by its key as 'show --json' has it, or the start of it: [3]/parse, files[3], improve[#2]. May be repeated.",
            HelpName = "KEY",
        };
        Option<bool> json = CommonSymbols.Json();
        return new Command("retry", "Marks what failed in items of maps to run again, with all that depends on it. The next call of the program runs it.") { id, items, keys, json }
            .With(store, async (opened, result, cancellationToken) =>
            {
                string run = result.GetRequiredValue(id);
                int[]? chosen = result.GetValue(items) is { Length: > 0 } numbers ? numbers : null;
                string[] executions = result.GetValue(keys) ?? [];
                if (executions.Length > 0 && chosen is not null)
                {
                    throw new ToolException("--items and --key exclude each other. Name an item by its key, such as files[3].");
                }

                int removed = executions.Length > 0
                    ? await opened.RetryExecutionsAsync(run, executions, cancellationToken).ConfigureAwait(false)
                    : await opened.RetryAsync(run, chosen, cancellationToken).ConfigureAwait(false);
                if (removed == 0 && chosen is not null)
                {
                    throw new ToolException($"Run '{run}' has no executions in {(chosen.Length == 1 ? "this item" : "these items")}.");
                }

                if (result.GetValue(json))
                {
                    JsonOutput.WriteLine(writer =>
                    {
                        writer.WriteStartObject();
                        writer.WriteText("run", run);
                        writer.WriteNumber("retried", removed);
                        writer.WriteEndObject();
                    });
                }
                else
                {
                    StandardOutput.WriteLine(removed == 0
                        ? $"No item of a map failed in run '{run}'. If it has not completed, the next call of the program runs what is left."
                        : $"{Words.Count(removed, "execution")} of run '{run}' will run again. The next call of the program runs {(removed == 1 ? "it" : "them")}.");
                }

                return ExitCodes.Fine;
            });
    }
}
