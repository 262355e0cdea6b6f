using System.Text.Json;
using Hypergraph.Tool.Output;

namespace Hypergraph.Tool.Checking;

/// <summary>What a check has found.</summary>
/// <param name="Name">The name of the log.</param>
/// <param name="Runs">The root runs, in the order of their starts.</param>
/// <param name="Events">The number of events.</param>
/// <param name="Unknown">The number of events whose types are not known here.</param>
/// <param name="Torn">The lines that end in the middle of an event.</param>
/// <param name="Violation">The first violation; null if there is none.</param>
internal sealed record CheckReport(string Name, IReadOnlyList<CheckedRun> Runs, long Events, long Unknown, IReadOnlyList<EventLogLine> Torn, Violation? Violation)
{
    private IEnumerable<(CheckedRun Run, int Number)> Unfinished =>
        Violation is null ? Runs.Select((run, i) => (run, i + 1)).Where(entry => entry.run.Status is null) : [];

    /// <summary>Writes the report for people.</summary>
    public void WriteText()
    {
        if (Violation is { } violation)
        {
            string of = violation.Event is { } e ? $"{e}: " : string.Empty;
            StandardOutput.WriteLine($"{violation.Path ?? Name}:{Words.Number(violation.Line)}: {of}{violation.Problem}.");
            return;
        }

        StandardOutput.WriteLine($"{Name}: {Words.Count(Runs.Count, "run")}, {Words.Count(Events, "event")}, no violation.");
        foreach ((CheckedRun run, int number) in Unfinished)
        {
            StandardOutput.WriteLine($"Run {Words.Number(number)} ({run.GraphName ?? "graph"}) is unfinished. Without an end: {string.Join(", ", run.Open)}.");
        }

        foreach (EventLogLine line in Torn)
        {
            StandardOutput.WriteLine($"{line.Path ?? Name}:{Words.Number(line.Number)}: the line ends in the middle of an event. It was skipped.");
        }

        if (Unknown > 0)
        {
            StandardOutput.WriteLine($"{Words.Count(Unknown, "event")} of unknown types skipped.");
        }
    }

    /// <summary>Writes the report as JSON.</summary>
    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteArray("runs", Runs, run => WriteRun(json, run));
        json.WriteNumber("events", Events);
        json.WriteNumber("unknownEvents", Unknown);
        json.WriteArray("tornLines", Torn, line => WritePlace(json, line.Path, line.Number));
        json.WritePropertyName("violation");
        if (Violation is { } violation)
        {
            json.WriteStartObject();
            json.WriteText("file", violation.Path);
            json.WriteNumber("line", violation.Line);
            json.WriteText("event", violation.Event);
            json.WriteText("problem", violation.Problem);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteEndObject();
    }

    private static void WriteRun(Utf8JsonWriter json, CheckedRun run)
    {
        json.WriteStartObject();
        json.WriteText("run", run.RunId.ToString());
        json.WriteText("graph", run.GraphName);
        json.WriteText("status", run.Status is { } status ? Words.NameOf(status) : null);
        json.WriteNumber("events", run.EventCount);
        json.WriteArray("open", run.Open, json.WriteTextValue);
        json.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter json, string? path, long line)
    {
        json.WriteStartObject();
        json.WriteText("file", path);
        json.WriteNumber("line", line);
        json.WriteEndObject();
    }
}
