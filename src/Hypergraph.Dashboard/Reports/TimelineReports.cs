using Hypergraph.Dashboard.Json;
using Hypergraph.Dashboard.Tracking;

namespace Hypergraph.Dashboard.Reports;

/// <summary>Describes the executions of a run in time.</summary>
internal static class TimelineReports
{
    /// <summary>Describes the executions of a run, those of a node before those of the nodes in it.</summary>
    public static Timeline Of(TrackedRun run)
    {
        Place[] places = [.. run.Root.All().Where(place => place.Executions.Count > 0)];
        return new Timeline(
            run.Start.Timestamp,
            run.End?.Timestamp,
            [.. places.Select(place => new TimelineLane(place.Path!, [.. place.Executions.Select(Of)]))],
            run.OmittedExecutions,
            CriticalPath(places));
    }

    private static TimelineSpan Of(Execution execution) => new(execution.Items, execution.Start, execution.End, Names.Of(execution.State));

    /// <summary>From the end of the run backwards, always the execution that ended last before the next one began. A node that holds a graph is in it only by the nodes of its graph.</summary>
    private static List<CriticalSpan> CriticalPath(IEnumerable<Place> places)
    {
        (string Path, Execution Execution)[] ended =
        [
            .. places.Where(place => !place.Nodes.Any())
                .SelectMany(place => place.Executions.Where(execution => execution.End is not null).Select(execution => (place.Path!, execution)))
                .OrderBy(entry => entry.execution.End).ThenBy(entry => entry.execution.Start),
        ];
        List<(string Path, Execution Execution)> path = [];
        double next = double.PositiveInfinity;
        for (int i = ended.Length - 1; i >= 0; i--)
        {
            if (ended[i].Execution.End <= next)
            {
                path.Add(ended[i]);
                next = ended[i].Execution.Start;
            }
        }

        path.Reverse();
        double before = 0;
        List<CriticalSpan> spans = [];
        foreach ((string node, Execution execution) in path)
        {
            spans.Add(new CriticalSpan(node, execution.Items, execution.Start, execution.End!.Value, Math.Max(0, execution.Start - before)));
            before = execution.End.Value;
        }

        return spans;
    }
}
