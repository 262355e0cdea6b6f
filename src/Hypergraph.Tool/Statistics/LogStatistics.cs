using Hypergraph.Tool.Reading;

namespace Hypergraph.Tool.Statistics;

/// <summary>The statistics of a log.</summary>
/// <param name="runs">The runs of the log.</param>
internal sealed class LogStatistics(IReadOnlyList<LoggedRun> runs)
{
    /// <summary>The runs.</summary>
    public IReadOnlyList<LoggedRun> Runs => runs;

    /// <summary>The nodes that ran, in the order of their first starts.</summary>
    public IReadOnlyList<NodeStatistics> Nodes { get; } = Collect(runs);

    private static List<NodeStatistics> Collect(IReadOnlyList<LoggedRun> runs)
    {
        Dictionary<string, NodeStatistics> byPath = new(StringComparer.Ordinal);
        List<NodeStatistics> nodes = [];
        foreach (LoggedSpan execution in runs.SelectMany(run => run.Executions))
        {
            string path = execution.NodePath ?? execution.Node!;
            if (!byPath.TryGetValue(path, out NodeStatistics? node))
            {
                byPath.Add(path, node = new NodeStatistics(path));
                nodes.Add(node);
            }

            node.Add(execution);
        }

        return nodes;
    }
}
