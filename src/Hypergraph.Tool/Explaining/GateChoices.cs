using Hypergraph.Tool.Reading;

namespace Hypergraph.Tool.Explaining;

/// <summary>What the gates of a log chose. Outlines of earlier versions do not have the targets of gates, but the decisions do.</summary>
internal sealed class GateChoices
{
    /// <summary>The targets that were ever chosen, by the path around the graph and the gate.</summary>
    private readonly Dictionary<(string? Graph, string Gate), HashSet<string>> _targets = [];

    /// <summary>Collects the decisions of runs.</summary>
    public GateChoices(IReadOnlyList<LoggedRun> runs)
    {
        foreach (LoggedSpan execution in runs.SelectMany(run => run.Executions))
        {
            foreach (RouteDecisionEvent decision in execution.Decisions)
            {
                (string?, string) key = (execution.Parent?.NodePath, execution.Node!);
                if (!_targets.TryGetValue(key, out HashSet<string>? targets))
                {
                    _targets.Add(key, targets = new HashSet<string>(StringComparer.Ordinal));
                }

                targets.UnionWith(decision.Decision);
            }
        }
    }

    /// <summary>Whether a gate chose a node anywhere in the log.</summary>
    public bool IsTarget(LoggedSpan gate, string node) =>
        _targets.TryGetValue((gate.Parent?.NodePath, gate.Node!), out HashSet<string>? targets) && targets.Contains(node);

    /// <summary>Returns the execution of the gate that chose a node for an execution; null if no gate chose it.</summary>
    public LoggedSpan? GateOf(LoggedSpan execution)
    {
        string node = execution.Node!;
        if (execution.Parent is not { } run || !_targets.Any(entry => entry.Key.Graph == run.NodePath && entry.Value.Contains(node)))
        {
            return null;
        }

        for (int i = execution.Index - 1; i >= 0; i--)
        {
            LoggedSpan before = run.Children[i];
            if (before.Decisions.Any(decision => decision.Timestamp <= execution.Start.Timestamp && decision.Decision.Contains(node)))
            {
                return before;
            }
        }

        return null;
    }
}
