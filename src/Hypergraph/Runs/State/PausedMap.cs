using Hypergraph.Planning;
using Hypergraph.Runs.Context;

namespace Hypergraph.Runs.State;

/// <summary>A map that has ended with paused items.</summary>
/// <param name="Plan">The plan of its graph.</param>
/// <param name="Collector">The results of its items, and those that are paused.</param>
internal sealed record PausedMap(ExecutionPlan Plan, MapCollector Collector)
{
    /// <summary>The items that can resume, in input order: those with an answer, or all if a handler may answer.</summary>
    public (int Item, RunState State)[] Resume(CallContext call, IReadOnlyList<RunPause> pauses, Answers answers, RunLocation location) =>
    [
        .. from pausesOfItem in pauses.GroupBy(p => p.ItemPath[0])
           let inside = answers.ForInnerRun(pausesOfItem)
           where inside.Count > 0 || call.InterruptHandler is not null
           orderby pausesOfItem.Key
           select (pausesOfItem.Key, Collector.PausedItem(pausesOfItem.Key).Resume(call, inside, LocationOf(location, pausesOfItem.Key))),
    ];

    private RunLocation LocationOf(RunLocation map, int item)
    {
        RunLocation location = map.ForItems();
        location.Item = item;
        location.ItemLabel = Collector.PausedItem(item).ItemLabel;
        return location;
    }
}
