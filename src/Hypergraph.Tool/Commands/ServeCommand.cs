using System.CommandLine;
using Hypergraph.Tool.Commands.Symbols;
using Hypergraph.Tool.Output;
using Hypergraph.Tool.Serving;

namespace Hypergraph.Tool.Commands;

/// <summary>The command <c>serve</c>.</summary>
internal static class ServeCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var logs = new Argument<string[]>("LOG") { Description = "Event logs, each the path of one of its segments. One that does not exist yet is waited for.", Arity = ArgumentArity.ZeroOrMore };
        Option<string?> store = StoreSymbols.Store();
        Option<int?> port = StoreSymbols.WholeNumber("--port", "The port; by default one that is free.", least: 1, most: ushort.MaxValue);
        var values = new Option<bool>("--values") { Description = "Show inputs, outputs and questions too." };
        var isReadOnly = new Option<bool>("--read-only") { Description = "Do not answer questions from the page." };
        Option<bool> json = CommonSymbols.Json("Write the address as JSON, in one line.");
        var command = new Command(
            "serve",
            "Serves a page for this machine that shows the runs of logs, while they are written, and the runs of a store. Ends with Ctrl-C. Exit codes: 0 ended, 2 wrong usage or unreadable input.")
        {
            logs, store, port, values, isReadOnly, json,
        };
        command.SetAction(async (ParseResult result, CancellationToken cancellationToken) =>
        {
            await ServedDashboard.RunAsync(
                new ServedSources(result.GetValue(logs) ?? [], result.GetValue(store), result.GetValue(port) ?? 0, result.GetValue(values), result.GetValue(isReadOnly)),
                address =>
                {
                    if (result.GetValue(json))
                    {
                        JsonOutput.WriteLine(writer =>
                        {
                            writer.WriteStartObject();
                            writer.WriteText("address", address.ToString());
                            writer.WriteEndObject();
                        });
                    }
                    else
                    {
                        StandardOutput.WriteLine($"{address} shows the runs. Ctrl-C ends it.");
                    }
                },
                cancellationToken).ConfigureAwait(false);
            return ExitCodes.Fine;
        });
        return command;
    }
}
