using Hypergraph.Tool.Reading;

namespace Hypergraph.Tool.Statistics;

/// <summary>The statistics of a log.</summary>
/// <param name="runs">The runs of the log.</param>
internal sealed class LogStatistics(IReadOnlyList<LoggedRun> runs)
{
    /// <summary>The runs.</summary>
    public IReadOnlyList<LoggedRun> Runs => runs;

    /// <summary>Whether the log has runs of several graphs, so that the path of a node alone does not say which node it is.</summary>
    public bool HasSeveralGraphs { get; } = runs.Select(run => run.Name).Distinct(StringComparer.Ordinal).Skip(1).Any();

    /// <summary>The nodes that ran, in the order of their first starts.</summary>
    public IReadOnlyList<NodeStatistics> Nodes { get; } = Collect(runs);

    private static List<NodeStatistics> Collect(IReadOnlyList<LoggedRun> runs)
    {
        Dictionary<(string Graph, string Path), NodeStatistics> byPath = [];
        List<NodeStatistics> nodes = [];
        foreach ((LoggedRun run, LoggedSpan execution) in runs.SelectMany(run => run.Executions.Select(execution => (run, execution))))
        {
            (string Graph, string Path) key = (run.Name, execution.NodePath ?? execution.Node!);
            if (!byPath.TryGetValue(key, out NodeStatistics? node))
            {
                byPath.Add(key, node = new NodeStatistics(key.Graph, key.Path));
                nodes.Add(node);
            }

            node.Add(execution);
        }

        return nodes;
    }
}
