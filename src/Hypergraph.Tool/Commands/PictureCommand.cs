using System.CommandLine;
using System.Text.Json;
using Hypergraph.Progress;
using Hypergraph.Tool.Commands.Symbols;
using Hypergraph.Tool.Output;
using Hypergraph.Tool.Playing;

namespace Hypergraph.Tool.Commands;

/// <summary>The command <c>picture</c>.</summary>
internal static class PictureCommand
{
    private const string Mermaid = "mermaid";
    private const string Dot = "dot";

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Argument<string> file = CommonSymbols.File();
        Option<string> format = new Option<string>("--format") { Description = "The language of the picture.", HelpName = $"{Mermaid}|{Dot}", DefaultValueFactory = _ => Mermaid }.AcceptOnlyFromAmong(Mermaid, Dot);
        Option<int?> run = StoreSymbols.WholeNumber("--run", "The run, by its number in the log. Without it, the last one.", least: 1);
        Option<int?> depth = StoreSymbols.WholeNumber("--depth", "How many levels of nested graphs have their nodes drawn. Without it, all.", least: 0);
        Option<bool> omit = new("--omit-implied") { Description = "Leave out edges whose order follows from other edges." };
        Option<bool> json = CommonSymbols.Json();
        var command = new Command(
            "picture",
            "Draws the graph of a run with the states of its nodes, as text for Mermaid or Graphviz. Exit codes: 0 fine, 2 wrong usage, unreadable input or unknown run.") { file, format, run, depth, omit, json };
        command.SetAction(async (ParseResult result, CancellationToken cancellationToken) =>
        {
            IReadOnlyList<ProgressRun> runs = await FinalRows.ReadRunsAsync(result.GetRequiredValue(file), cancellationToken).ConfigureAwait(false);
            int number = result.GetValue(run) ?? runs.Count;
            var options = new GraphPictureOptions { Depth = result.GetValue(depth), OmitImpliedEdges = result.GetValue(omit) };
            string language = result.GetRequiredValue(format);
            string picture = Draw(runs, number, language, options);
            if (result.GetValue(json))
            {
                JsonOutput.WriteLine(writer => WriteJson(writer, number, language, picture));
            }
            else
            {
                StandardOutput.Writer.Write(picture);
            }

            return ExitCodes.Fine;
        });
        return command;
    }

    private static string Draw(IReadOnlyList<ProgressRun> runs, int number, string language, GraphPictureOptions options)
    {
        if (number < 1 || number > runs.Count)
        {
            throw new ToolException(runs.Count == 0 ? "The log has no run." : $"The log has no run {number}. It has {Words.Count(runs.Count, "run")}.");
        }

        ProgressRun run = runs[number - 1];
        return run.Outline is null ? throw new ToolException($"Run {number} cannot be drawn: its start in the log has no outline of the graph.")
            : language == Dot ? run.ToDot(options)
            : run.ToMermaid(options);
    }

    private static void WriteJson(Utf8JsonWriter json, int run, string language, string picture)
    {
        json.WriteStartObject();
        json.WriteNumber("run", run);
        json.WriteText("format", language);
        json.WriteText("picture", picture);
        json.WriteEndObject();
    }
}
