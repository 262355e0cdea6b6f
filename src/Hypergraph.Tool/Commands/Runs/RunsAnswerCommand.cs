using System.CommandLine;
using System.Text.Json;
using Hypergraph.Durability;
using Hypergraph.Tool.Commands.Symbols;
using Hypergraph.Tool.Output;
using Hypergraph.Tool.StoredRuns;

namespace Hypergraph.Tool.Commands.Runs;

/// <summary>The command <c>runs answer</c>.</summary>
internal static class RunsAnswerCommand
{
    /// <summary>Creates the command.</summary>
    /// <param name="store">The option for the store.</param>
    public static Command Create(Option<string?> store)
    {
        Argument<string> id = StoreSymbols.Run();
        var name = new Argument<string>("NAME") { Description = "The name of the answer, the path of the interrupt, or the key of its execution." };
        var answer = new Argument<string>("JSON") { Description = "The answer as JSON. What is no JSON is text." };
        Option<bool> json = CommonSymbols.Json();
        return new Command("answer", "Answers an open question. The next call of the program continues the run.") { id, name, answer, json }.With(store, async (opened, result, cancellationToken) =>
        {
            string run = result.GetRequiredValue(id);
            RunDetails details = await opened.InspectAsync(run, includeValues: false, cancellationToken).ConfigureAwait(false);
            string asked = result.GetRequiredValue(name);
            PendingQuestion[] meant = [.. details.Questions.Where(question => question.Key == asked || question.Answer == asked || question.NodePath == asked)];

            // The store says what is wrong with a name that means none of the questions, or several.
            JsonElement value = meant is [var only] ? AnswerValue.Read(result.GetRequiredValue(answer), only) : default;
            await opened.AnswerAsync(run, meant is [var one] ? one.Key : asked, value, cancellationToken).ConfigureAwait(false);
            int open = details.Questions.Count - 1;
            if (result.GetValue(json))
            {
                JsonOutput.WriteLine(writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteText("run", run);
                    writer.WriteText("answered", meant[0].Key);
                    writer.WriteNumber("questions", open);
                    writer.WriteEndObject();
                });
            }
            else
            {
                StandardOutput.WriteLine(
                    $"Answered '{meant[0].Key}' of run '{run}'. {(open == 0 ? "No question is open." : $"{Words.Count(open, "question is", "questions are")} open.")} The next call of the program runs it on.");
            }

            return ExitCodes.Fine;
        });
    }
}
