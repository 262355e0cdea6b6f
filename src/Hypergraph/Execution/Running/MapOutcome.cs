namespace Hypergraph;

/// <summary>What the items of a map make of the map.</summary>
internal static class MapOutcome
{
    /// <summary>Puts an item's values in place. A caller's collection may throw; then the item fails before it begins.</summary>
    public static RunOutcome Load(MapItems items, int item, RunState given, RunState state)
    {
        state.StartOver(given);
        try
        {
            items.Load(item, state);
            return RunOutcome.Completed;
        }
        catch (Exception exception)
        {
            state.EndEarly([]);
            state.Span = null;
            return new RunOutcome(RunStatus.Failed, exception);
        }
    }

    /// <summary>Whether no further item starts after one that ended so.</summary>
    public static bool Ends(in RunOutcome item, ErrorHandling onError) => item.Status switch
    {
        RunStatus.Failed => onError == ErrorHandling.Raise,
        RunStatus.Stopped => true,
        _ => false,
    };

    /// <summary>The outcome of a map whose items have ended or never started.</summary>
    public static RunOutcome Of(MapCollector collector, ErrorHandling onError)
    {
        RunOutcome? failed = null;
        RunOutcome? paused = null;
        int notCompleted = 0;
        foreach ((_, RunOutcome outcome) in collector.NotCompleted)
        {
            if (outcome.Status == RunStatus.Stopped)
            {
                return outcome;
            }

            notCompleted++;
            failed ??= outcome.Status == RunStatus.Failed ? outcome : null;
            paused ??= outcome.Status == RunStatus.Paused ? outcome : null;
        }

        if (failed is { } failure)
        {
            bool noneSucceeded = notCompleted == collector.Count;
            return onError == ErrorHandling.Raise || noneSucceeded ? failure : new RunOutcome(RunStatus.Partial, failure.Error, paused?.Pause);
        }

        return paused ?? RunOutcome.Completed;
    }

    /// <summary>Whether a mapped node fails by such a map: one that goes on past failures gives what there is.</summary>
    public static bool FailsNode(in RunOutcome map, ErrorHandling onError) =>
        map.Status == RunStatus.Stopped || (map.Status == RunStatus.Failed && onError == ErrorHandling.Raise);
}
