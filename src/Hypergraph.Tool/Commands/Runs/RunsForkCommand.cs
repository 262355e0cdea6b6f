using System.CommandLine;
using Hypergraph.Durability;
using Hypergraph.Tool.Commands.Symbols;
using Hypergraph.Tool.Output;

namespace Hypergraph.Tool.Commands.Runs;

/// <summary>The command <c>runs fork</c>.</summary>
internal static class RunsForkCommand
{
    /// <summary>Creates the command.</summary>
    /// <param name="store">The option for the store.</param>
    public static Command Create(Option<string?> store)
    {
        Argument<string> id = StoreSymbols.Run();
        Argument<string> newId = StoreSymbols.Run("NEWID", "The id of the fork.");
        var at = new Option<string?>("--at")
        {
            Description = "Where the fork departs: the key of an execution, an item or a node. It runs again, with all that depends on it. Without it, all that is stored is kept.",
            HelpName = "KEY",
        };
        Option<bool> json = CommonSymbols.Json();
        return new Command("fork", "Copies a run under a new id, with the same graph and inputs. The program runs the fork when it calls the new id.") { id, newId, at, json }
            .With(store, async (opened, result, cancellationToken) =>
            {
                string run = result.GetRequiredValue(id);
                string fork = result.GetRequiredValue(newId);
                await opened.ForkAsync(run, fork, result.GetValue(at), cancellationToken).ConfigureAwait(false);
                int kept = (await opened.InspectAsync(fork, includeValues: false, cancellationToken).ConfigureAwait(false)).Executions.Count(execution => execution.Kind is RunRecordKind.Completed or RunRecordKind.Failed);
                if (result.GetValue(json))
                {
                    JsonOutput.WriteLine(writer =>
                    {
                        writer.WriteStartObject();
                        writer.WriteText("run", fork);
                        writer.WriteText("forkedFrom", run);
                        writer.WriteNumber("kept", kept);
                        writer.WriteEndObject();
                    });
                }
                else
                {
                    StandardOutput.WriteLine($"Forked run '{run}' as '{fork}' with {Words.Count(kept, "execution")}. The next call of the program with this id runs the rest.");
                }

                return ExitCodes.Fine;
            });
    }
}
