using Hypergraph.Runs.Context;
using Hypergraph.Runs.Maps;
using Hypergraph.Runs.Outcomes;
using Hypergraph.Runs.State;

namespace Hypergraph.Runs.Calls;

/// <summary>What the items of a map make of the map.</summary>
internal static class MapOutcome
{
    /// <summary>Stores an item's values in its slots. A caller's collection may throw; then the item fails before it begins.</summary>
    public static RunOutcome Load(MapItems items, int item, RunState initialState, RunState state)
    {
        state.Reset(initialState);
        state.Location!.Item = item;
        state.Location.ItemLabel = null;
        try
        {
            items.Load(item, state);
            state.Location.ItemLabel = items.LabelOf(state);
            return RunOutcome.Completed;
        }
        catch (Exception exception)
        {
            state.EndEarly([]);
            state.Span = null;
            state.AddFailure(step: null, exception);
            return new RunOutcome(RunStatus.Failed, exception);
        }
    }

    /// <summary>Whether no further item starts after this outcome.</summary>
    public static bool EndsMap(RunOutcome item, ErrorHandling errorHandling) => item.Status switch
    {
        RunStatus.Failed => errorHandling == ErrorHandling.Raise,
        RunStatus.Stopped => true,
        _ => false,
    };

    /// <summary>The outcome of a map whose items have ended or never started.</summary>
    public static RunOutcome Of(MapCollector collector, ErrorHandling errorHandling, CallContext call)
    {
        RunOutcome outcome = OfItems(collector, errorHandling, call);
        IReadOnlyList<RunFailure>? failures = collector.AllFailures();
        return ReferenceEquals(outcome.Failures, failures) ? outcome : outcome with { Failures = failures };
    }

    /// <summary>Whether such a map fails its mapped node. A map that continues past failures returns the available results.</summary>
    public static bool FailsNode(RunOutcome map, ErrorHandling errorHandling) =>
        map.Status == RunStatus.Stopped || (map.Status == RunStatus.Failed && errorHandling == ErrorHandling.Raise);

    private static RunOutcome OfItems(MapCollector collector, ErrorHandling errorHandling, CallContext call)
    {
        RunOutcome? failed = null;
        RunOutcome? stopped = call.MustEnd && collector.HasUnstarted ? call.EndOutcome() : null;
        List<RunPause>? pauses = null;
        int notCompleted = 0;
        foreach ((int item, RunOutcome outcome) in collector.NotCompleted)
        {
            notCompleted++;
            stopped ??= outcome.Status == RunStatus.Stopped ? outcome : null;
            failed ??= outcome.Status == RunStatus.Failed ? outcome : null;
            if (outcome.Pauses is { } ofItem)
            {
                (pauses ??= []).AddRange(ofItem.Select(p => p.InItem(item)));
            }
        }

        if (stopped is { Error: not null } cancelled)
        {
            return cancelled;
        }

        return MapStatus.Of(errorHandling, failed is not null, stopped is not null, pauses is not null, hasCompleted: notCompleted < collector.Count) switch
        {
            RunStatus.Failed => failed!,
            RunStatus.Stopped => stopped!,
            RunStatus.Partial => new RunOutcome(RunStatus.Partial, failed!.Error, pauses),
            RunStatus.Paused => RunOutcome.Paused(pauses!),
            _ => RunOutcome.Completed,
        };
    }
}
