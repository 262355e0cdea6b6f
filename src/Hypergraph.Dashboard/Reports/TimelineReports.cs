using Hypergraph.Dashboard.Json;
using Hypergraph.Dashboard.Tracking;

namespace Hypergraph.Dashboard.Reports;

/// <summary>Describes the executions of a run in time.</summary>
internal static class TimelineReports
{
    /// <summary>Describes the executions of a run, those of a node before those of the nodes in it.</summary>
    public static Timeline Of(RunTracker tracker, TrackedRun run)
    {
        (Lane[] lanes, RunEndEvent? end, long omitted) = tracker.Read(_ => (Copy(run.Root), run.End, run.OmittedExecutions));
        return new Timeline(
            run.Start.Timestamp,
            end?.Timestamp,
            [.. lanes.Select(lane => new TimelineLane(lane.Path, [.. lane.Executions.Select(Of)]))],
            omitted,
            CriticalPath(lanes));
    }

    private static Lane[] Copy(Place root) =>
        [.. root.All().Where(place => place.Executions.Count > 0).Select(place => new Lane(place.Path!, [.. place.Executions], HasGraph: place.Nodes.Any()))];

    private static TimelineSpan Of(Execution execution) => new(execution.Items, execution.Start, execution.End, Names.Of(execution.State));

    /// <summary>From the end of the run backwards, always the execution that ended last before the next one began. A node that holds a graph is in it only by the nodes of its graph.</summary>
    private static List<CriticalSpan> CriticalPath(IEnumerable<Lane> lanes)
    {
        (string Path, Execution Execution)[] ended =
        [
            .. lanes.Where(lane => !lane.HasGraph)
                .SelectMany(lane => lane.Executions.Where(execution => execution.End is not null).Select(execution => (lane.Path, execution)))
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

    /// <summary>A copy of what a place has.</summary>
    private sealed record Lane(string Path, Execution[] Executions, bool HasGraph);
}
