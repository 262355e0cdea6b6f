using System.CommandLine;
using Hypergraph.Tool.Commands.Symbols;
using Hypergraph.Tool.Explaining;
using Hypergraph.Tool.Output;
using Hypergraph.Tool.Reading;

namespace Hypergraph.Tool.Commands;

/// <summary>The command <c>explain</c>.</summary>
internal static class ExplainCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Argument<string> file = CommonSymbols.File();
        var node = new Argument<string>("NODE") { Description = "The name of a node, or its path without items: outer/inner/node." };
        Option<bool> json = CommonSymbols.Json();
        var command = new Command(
            "explain",
            "Says why a node ran or did not run, came from a cache, failed or was retried, as far as the log knows. Exit codes: 0 fine, 2 wrong usage, unreadable input or unknown node.") { file, node, json };
        command.SetAction(async (ParseResult result, CancellationToken cancellationToken) =>
        {
            IReadOnlyList<LoggedRun> runs = await LoggedRuns.ReadAsync(result.GetRequiredValue(file), cancellationToken).ConfigureAwait(false);
            IReadOnlyList<NodePlace> places = new NodePlaces(runs).Find(result.GetRequiredValue(node));
            var choices = new GateChoices(runs);
            IReadOnlyList<NodeExplanation> explanations = [.. places.Select(place => NodeExplanation.Create(runs, place, choices))];
            if (result.GetValue(json))
            {
                JsonOutput.WriteLine(writer => ExplanationReport.WriteJson(writer, explanations));
            }
            else
            {
                ExplanationReport.WriteText(explanations);
            }

            return ExitCodes.Fine;
        });
        return command;
    }
}
