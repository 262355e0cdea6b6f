using System.Globalization;
using System.Text.Json;
using Hypergraph.Tool.Output;
using Hypergraph.Tool.Reading;

namespace Hypergraph.Tool.Statistics;

/// <summary>Writes the statistics of a log.</summary>
/// <param name="statistics">The statistics.</param>
internal sealed class StatisticsReport(LogStatistics statistics)
{
    private static readonly string[] NodeColumns = ["node", "count", "p50", "p95", "max", "total", "self", "failures", "retries", "cache hits"];

    /// <summary>The column of runs that were resumed.</summary>
    private const string RestoredColumn = "restored";

    private static readonly string[] PathColumns = ["critical path", "time", "part"];

    /// <summary>Writes tables for people to standard output.</summary>
    public void WriteText()
    {
        foreach (LoggedRun run in statistics.Runs)
        {
            StandardOutput.WriteLine($"Run {Words.Number(run.Number)} ({run.Name}): {EndOf(run)}");
        }

        if (statistics.Nodes.Count > 0)
        {
            StandardOutput.WriteLine();
            TextTable.Write(HasRestored ? [.. NodeColumns, RestoredColumn] : NodeColumns, statistics.Nodes.Select(RowOf));
        }

        foreach (LoggedRun run in statistics.Runs)
        {
            IReadOnlyList<PathStep> steps = CriticalPath.Of(run);
            if (steps.Count > 0)
            {
                StandardOutput.WriteLine();
                TextTable.Write([$"{PathColumns[0]} of run {Words.Number(run.Number)}", .. PathColumns[1..]], steps.Select(RowOf));
            }
        }
    }

    /// <summary>Writes the statistics as JSON.</summary>
    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteArray("runs", statistics.Runs, run => WriteRun(json, run));
        json.WriteArray("nodes", statistics.Nodes, node => WriteNode(json, node));
        json.WriteEndObject();
    }

    private bool HasRestored => statistics.Nodes.Any(node => node.Restored > 0);

    private static string EndOf(LoggedRun run)
    {
        string end = run.Status is { } status ? $"{Words.NameOf(status)} in {Words.Duration(run.Root.Duration!.Value)}" : "not ended";
        string resumed = run.RestoredNodes is { } nodes ? $"; resumed with {Words.Count(nodes, "execution")} in its store" : string.Empty;
        string error = run.StoreError is { } failure ? $"; a write to its store failed: {failure.ErrorType}: {PlainText.JoinLines(failure.ErrorMessage)}" : string.Empty;
        return end + resumed + error;
    }

    private string[] RowOf(NodeStatistics node) =>
    [
        statistics.HasSeveralGraphs ? $"{node.Graph}: {node.Path}" : node.Path,
        Words.Number(node.Count),
        DurationOf(node.Percentile(50)),
        DurationOf(node.Percentile(95)),
        DurationOf(node.Max),
        Words.Duration(node.Total),
        Words.Duration(node.Self),
        Words.Number(node.Failures),
        Words.Number(node.Retries),
        Words.Number(node.CacheHits),
        .. HasRestored ? [Words.Number(node.Restored)] : Array.Empty<string>(),
    ];

    private static string[] RowOf(PathStep step) =>
        [step.Node ?? "(no node)", Words.Duration(step.Time), string.Create(CultureInfo.InvariantCulture, $"{step.Percent:0.0} %")];

    private static string DurationOf(TimeSpan? time) => time is { } duration ? Words.Duration(duration) : "–";

    private static void WriteRun(Utf8JsonWriter json, LoggedRun run)
    {
        json.WriteStartObject();
        json.WriteText("run", run.Root.Start.RunId.ToString());
        json.WriteText("graph", run.Root.Start.GraphName);
        json.WriteText("status", run.Status is { } status ? Words.NameOf(status) : null);
        json.WriteMilliseconds("ms", run.Root.Duration);
        json.WriteNumberOrNull("restoredNodes", run.RestoredNodes);
        json.WriteText("storeError", run.StoreError?.ErrorType);
        json.WriteArray("criticalPath", CriticalPath.Of(run), step =>
        {
            json.WriteStartObject();
            json.WriteText("node", step.Node);
            json.WriteMilliseconds("ms", step.Time);
            json.WriteNumber("percent", step.Percent);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void WriteNode(Utf8JsonWriter json, NodeStatistics node)
    {
        json.WriteStartObject();
        json.WriteText("graph", node.Graph);
        json.WriteText("node", node.Path);
        json.WriteNumber("count", node.Count);
        json.WriteMilliseconds("p50Ms", node.Percentile(50));
        json.WriteMilliseconds("p95Ms", node.Percentile(95));
        json.WriteMilliseconds("maxMs", node.Max);
        json.WriteMilliseconds("totalMs", node.Total);
        json.WriteMilliseconds("selfMs", node.Self);
        json.WriteNumber("failures", node.Failures);
        json.WriteNumber("retries", node.Retries);
        json.WriteNumber("cacheHits", node.CacheHits);
        json.WriteNumber("restored", node.Restored);
        json.WriteEndObject();
    }
}
