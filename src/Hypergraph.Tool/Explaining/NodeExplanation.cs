using Hypergraph.Tool.Reading;

namespace Hypergraph.Tool.Explaining;

/// <summary>What a log says about a node in one root run.</summary>
/// <param name="Run">The run.</param>
/// <param name="HasNode">Whether the node can run in its graph, as far as the log says.</param>
/// <param name="Executions">The executions of the node.</param>
/// <param name="Absences">The runs of its graph in which it did not run.</param>
internal sealed record RunExplanation(LoggedRun Run, bool HasNode, IReadOnlyList<ExplainedExecution> Executions, IReadOnlyList<Absence> Absences);

/// <summary>What a log says about a node.</summary>
/// <param name="Place">The node.</param>
/// <param name="Runs">The root runs.</param>
internal sealed record NodeExplanation(NodePlace Place, IReadOnlyList<RunExplanation> Runs)
{
    /// <summary>What the log says about a cache.</summary>
    public string CacheNote
    {
        get
        {
            List<ExplainedExecution> all = [.. Runs.SelectMany(run => run.Executions).Where(explained => !explained.Execution.IsRestored)];
            int hits = all.Count(explained => explained.Execution.Ending == Ending.Cached);
            return hits == 0 ? "No outputs came from a cache; the log does not say whether the node has one."
                : hits == all.Count ? "All outputs came from the cache."
                : "Where outputs did not come from the cache, they were not found there, and the node's function was called.";
        }
    }

    /// <summary>Explains a node.</summary>
    /// <param name="runs">The runs of the log.</param>
    /// <param name="place">The node.</param>
    /// <param name="choices">The decisions of the gates of the log.</param>
    public static NodeExplanation Create(IReadOnlyList<LoggedRun> runs, NodePlace place, GateChoices choices)
    {
        var absences = new AbsenceReasons(choices);
        return new NodeExplanation(place, [.. runs.Select(run => Create(run, place, choices, absences))]);
    }

    private static RunExplanation Create(LoggedRun run, NodePlace place, GateChoices choices, AbsenceReasons absences)
    {
        List<ExplainedExecution> executions =
            [.. run.Executions.Where(execution => execution.NodePath == place.Path).Select(execution => new ExplainedExecution(execution, choices.GateOf(execution)))];
        return executions.Count == 0 && run.Outline is { } outline && !place.IsIn(outline)
            ? new RunExplanation(run, HasNode: false, executions, [new Absence(Graph: null, [AbsenceReasons.NoNode])])
            : new RunExplanation(run, HasNode: true, executions, [.. absences.Of(run, place)]);
    }
}
