using System.Text.Json;
using Hypergraph.Tool.Output;
using Hypergraph.Tool.Reading;

namespace Hypergraph.Tool.Explaining;

/// <summary>Writes what a log says about nodes.</summary>
internal static class ExplanationReport
{
    /// <summary>How many executions and absences of a run the text has.</summary>
    private const int MaxLines = 20;

    /// <summary>Writes text for people.</summary>
    public static void WriteText(IReadOnlyList<NodeExplanation> explanations)
    {
        foreach (NodeExplanation explanation in explanations)
        {
            StandardOutput.WriteLine(explanation.Place.Path);
            foreach (RunExplanation run in explanation.Runs)
            {
                WriteText(run);
            }

            if (explanation.Runs.Any(run => run.Executions.Count > 0))
            {
                StandardOutput.WriteLine($"  {explanation.CacheNote}");
            }
        }
    }

    /// <summary>Writes an array with an object for each node.</summary>
    public static void WriteJson(Utf8JsonWriter json, IReadOnlyList<NodeExplanation> explanations) => json.WriteArray(name: null, explanations, explanation =>
    {
        json.WriteStartObject();
        json.WriteText("node", explanation.Place.Path);
        json.WriteArray("runs", explanation.Runs, run => WriteRun(json, run));
        json.WriteEndObject();
    });

    private static void WriteText(RunExplanation explanation)
    {
        LoggedRun run = explanation.Run;
        string status = run.Status is { } ended ? Words.NameOf(ended) : "not ended";
        StandardOutput.WriteLine($"  Run {Words.Number(run.Number)} ({run.Name}, {status}): {CountOf(explanation)}");
        foreach (ExplainedExecution execution in explanation.Executions.Take(MaxLines))
        {
            StandardOutput.WriteLine($"    {execution.Path}{ExplainedExecution.IterationOf(execution.Execution)}: {execution.Outcome}");
            foreach (string detail in execution.Details)
            {
                StandardOutput.WriteLine($"      {detail}");
            }
        }

        WriteMore(explanation.Executions.Count);
        IReadOnlyList<Absence> absences = explanation.HasNode ? explanation.Absences : [];
        foreach (Absence absence in absences.Take(MaxLines))
        {
            string where = absence.Graph is { } graph ? $"Not in {graph}: " : explanation.Executions.Count > 0 ? "Elsewhere not: " : string.Empty;
            StandardOutput.WriteLine($"    {where}{string.Join(' ', absence.Reasons)}");
        }

        WriteMore(absences.Count);
    }

    private static string CountOf(RunExplanation explanation)
    {
        int restored = explanation.Executions.Count(explained => explained.Execution.IsRestored);
        int executed = explanation.Executions.Count - restored;
        return (explanation.HasNode, executed, restored) switch
        {
            (false, _, _) => "no such node can run in its graph",
            (_, 0, 0) => "it did not run",
            (_, _, 0) => $"it ran {Words.Count(executed, "time")}",
            (_, 0, _) => $"it was restored {Words.Count(restored, "time")}",
            _ => $"it ran {Words.Count(executed, "time")}, and was restored {Words.Count(restored, "time")}",
        };
    }

    private static void WriteMore(int count)
    {
        if (count > MaxLines)
        {
            StandardOutput.WriteLine($"    and {Words.Number(count - MaxLines)} more; --json has all");
        }
    }

    private static void WriteRun(Utf8JsonWriter json, RunExplanation explanation)
    {
        json.WriteStartObject();
        json.WriteText("run", explanation.Run.Root.Start.RunId.ToString());
        json.WriteText("graph", explanation.Run.Root.Start.GraphName);
        json.WriteText("status", explanation.Run.Status is { } status ? Words.NameOf(status) : null);
        json.WriteArray("executions", explanation.Executions, execution => WriteExecution(json, execution));
        json.WriteArray("notRun", explanation.Absences, absence =>
        {
            json.WriteStartObject();
            json.WriteText("graph", absence.Graph);
            json.WriteArray("reasons", absence.Reasons, json.WriteTextValue);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void WriteExecution(Utf8JsonWriter json, ExplainedExecution explained)
    {
        LoggedSpan execution = explained.Execution;
        json.WriteStartObject();
        json.WriteText("path", explained.Path);
        json.WriteNumber("iteration", execution.Iteration);
        json.WriteText("outcome", execution.Ending is { } ending ? Words.NameOf(ending) : null);
        json.WriteMilliseconds("ms", execution.Duration);
        json.WriteBoolean("restored", execution.IsRestored);
        json.WriteText("chosenBy", explained.Gate?.Node);
        json.WriteText("cacheKey", explained.CacheKey);
        json.WriteNumber("retries", execution.Retries);
        json.WriteArray("decisions", execution.Decisions.SelectMany(decision => decision.Decision), json.WriteTextValue);
        json.WriteText("errorType", (execution.End as NodeErrorEvent)?.ErrorType);
        json.WriteText("errorMessage", (execution.End as NodeErrorEvent)?.ErrorMessage);
        json.WriteArray("details", explained.Details, json.WriteTextValue);
        json.WriteEndObject();
    }
}
