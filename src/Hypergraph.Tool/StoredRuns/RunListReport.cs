using System.Text.Json;
using Hypergraph.Durability;
using Hypergraph.Tool.Output;

namespace Hypergraph.Tool.StoredRuns;

/// <summary>Writes a list of stored runs.</summary>
internal static class RunListReport
{
    private static readonly string[] Columns = ["run", "graph", "status", "changed", "questions", "error"];

    /// <summary>Writes a table for people to standard output.</summary>
    public static void WriteText(IReadOnlyList<ListedRun> runs)
    {
        if (runs.Count == 0)
        {
            StandardOutput.WriteLine("No runs.");
            return;
        }

        TextTable.WriteTexts(Columns, runs.Select(run => new[]
        {
            run.Run.Id,
            run.Run.GraphName ?? string.Empty,
            run.State,
            Words.Time(run.Run.Changed),
            run.QuestionCount == 0 ? string.Empty : Words.Number(run.QuestionCount),
            PlainText.JoinLines(run.Run.Error ?? string.Empty),
        }));
    }

    /// <summary>Writes the list as JSON.</summary>
    public static void WriteJson(Utf8JsonWriter json, IReadOnlyList<ListedRun> runs) => json.WriteArray(name: null, runs, run =>
    {
        json.WriteStartObject();
        WriteRun(json, run.Run);
        json.WriteNumber("questions", run.QuestionCount);
        json.WriteEndObject();
    });

    /// <summary>Writes the properties of a run.</summary>
    public static void WriteRun(Utf8JsonWriter json, StoredRun run)
    {
        json.WriteText("run", run.Id);
        json.WriteText("graph", run.GraphName);
        json.WriteText("version", run.GraphVersion);
        json.WriteBoolean("isMap", run.IsMap);
        json.WriteText("status", RunState.Of(run));
        json.WriteString("created", run.Created);
        json.WriteString("changed", run.Changed);
        json.WriteText("forkedFrom", run.ForkedFrom);
        json.WriteText("owner", run.Lease.Owner);
        json.WriteText("error", run.Error);
    }
}
