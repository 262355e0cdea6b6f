using Hypergraph.Tool.Output;
using Hypergraph.Tool.Reading;

namespace Hypergraph.Tool.Explaining;

/// <summary>Finds why a node did not run.</summary>
/// <param name="choices">The decisions of the gates of the log.</param>
internal sealed class AbsenceReasons(GateChoices choices)
{
    /// <summary>The reason in the run of a graph without the node.</summary>
    public const string NoNode = "No such node can run in its graph.";

    private const string Unknown = "The log does not say why.";

    /// <summary>Returns the runs of a node's graph in which it did not run.</summary>
    /// <param name="run">The root run.</param>
    /// <param name="place">The node.</param>
    public IEnumerable<Absence> Of(LoggedRun run, NodePlace place)
    {
        List<LoggedSpan> graphs = [.. run.Spans.Where(span => span.Start is RunStartEvent { IsMap: false } && span.NodePath == place.Around?.Path)];
        return graphs.Count == 0
            ? [new Absence(Graph: null, [.. ReasonsOfGraph(run, place)])]
            : graphs.Where(graph => graph.Children.All(child => child.Node != place.Name)).Select(graph => new Absence(graph.Start.Path, [.. ReasonsIn(run, graph, place.Name)]));
    }

    /// <summary>Why no run of the node's graph began.</summary>
    private List<string> ReasonsOfGraph(LoggedRun run, NodePlace place)
    {
        if (place.Around is not { } around)
        {
            return [run.Root.Start is RunStartEvent { MapSize: 0 } ? "The map has no items." : RestOf(run) ?? Unknown];
        }

        List<LoggedSpan> executions = [.. run.Executions.Where(execution => execution.NodePath == around.Path)];
        if (executions.Count == 0)
        {
            return [$"Its graph did not run, because '{around.Path}' did not run.", .. Of(run, around).SelectMany(absence => absence.Reasons).Distinct(StringComparer.Ordinal)];
        }

        return [.. executions.Select(execution => ReasonOfGraph(run, around, execution)).Distinct(StringComparer.Ordinal)];
    }

    private static string ReasonOfGraph(LoggedRun run, NodePlace around, LoggedSpan execution) => execution switch
    {
        { Ending: Ending.Cached } => $"Its graph did not run, because the outputs of '{around.Path}' came from the cache.",
        { Ending: Ending.Restored } => $"Its graph did not run, because the outputs of '{around.Path}' were restored from the store.",
        { Children: [], Ending: Ending.Done } => $"'{around.Path}' ended without a run of its graph: its map had no items.",
        { End: NodeErrorEvent error } => $"'{around.Path}' failed before its graph ran: {TextOf(error)}",
        _ => RestOf(run) ?? Unknown,
    };

    private List<string> ReasonsIn(LoggedRun run, LoggedSpan graph, string node)
    {
        List<LoggedSpan> gates = [.. graph.Children.Where(child => child.Decisions.Any())];
        List<string> reasons = [.. gates.Where(gate => choices.IsTarget(gate, node) && !Chose(gate, node)).Select(gate => $"{ChoiceOf(gate)}, not '{node}'.")];
        if (graph.Children.FirstOrDefault(child => child.End is NodeErrorEvent) is { End: NodeErrorEvent error } failed)
        {
            reasons.Add($"'{failed.Node}' failed: {TextOf(error)}");
        }

        reasons.AddRange(graph.Children.Where(child => child.Ending == Ending.Paused).Select(child => $"The run paused at '{child.Node}'."));
        if (graph.Ending is null or Ending.Stopped && RestOf(run) is { } rest)
        {
            reasons.Add(rest);
        }

        if (reasons.Count == 0)
        {
            reasons.AddRange(gates.Where(gate => !Chose(gate, node)).Select(gate => $"{ChoiceOf(gate)}; the log does not say whether '{node}' depends on it."));
        }

        return reasons.Count == 0 ? [Unknown] : reasons;
    }

    private static bool Chose(LoggedSpan gate, string node) => gate.Decisions.Any(decision => decision.Decision.Contains(node));

    private static string ChoiceOf(LoggedSpan gate) =>
        $"Gate '{gate.Node}'{ExplainedExecution.IterationOf(gate)} chose {string.Join(", ", gate.Decisions.SelectMany(decision => decision.Decision))}";

    private static string TextOf(NodeErrorEvent error) => $"{error.ErrorType}: {PlainText.JoinLines(error.ErrorMessage)}";

    private static string? RestOf(LoggedRun run) => run switch
    {
        { Stop: { } stop } => stop.Reason is { } reason ? $"A stop was requested: {PlainText.JoinLines(reason)}" : "A stop was requested.",
        { Root.End: null } => "The log ends before the end of the run.",
        _ => null,
    };
}
