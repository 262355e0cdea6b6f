using Hypergraph.Runs.Calls;
using Hypergraph.Runs.Emitting;
using Hypergraph.Runs.Maps;
using Hypergraph.Runs.Outcomes;
using Hypergraph.Runs.State;

namespace Hypergraph.Runs.Steps;

/// <summary>Runs the items of a map on the calling thread.</summary>
internal static class SyncMap
{
    /// <summary>Runs an item after the other.</summary>
    public static RunOutcome Run(MapItems items, RunState initialState, RunSpan? map, MapCollector collector, ErrorHandling errorHandling)
    {
        RunState state = initialState.CreateItemState();
        for (int i = 0; i < items.Count && !initialState.Call.MustEnd; i++)
        {
            RunOutcome outcome = MapOutcome.Load(items, i, initialState, state);
            if (outcome.Status == RunStatus.Completed)
            {
                state.Span = map?.StartItem(i, state.Location!.ItemLabel);
                outcome = SyncExecutor.Run(state);
            }

            outcome = state.End(outcome);
            collector.Add(i, state, outcome);
            if (MapOutcome.EndsMap(outcome, errorHandling))
            {
                break;
            }
        }

        return MapOutcome.Of(collector, errorHandling, initialState.Call);
    }
}
