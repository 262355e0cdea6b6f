using Hypergraph.Hosting;
using Hypergraph.Orleans.Protocol;

namespace Hypergraph.Orleans.Working;

/// <summary>Translates the description of a run to the call that runs one of its items on a silo.</summary>
internal static class ItemCall
{
    /// <summary>The options of the call.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="outbox">Receives the events of the item.</param>
    /// <param name="maxConcurrency">The number of functions that it may run concurrently; null for no limit.</param>
    public static RunOptions OptionsOf(RunSpec spec, ItemOutbox outbox, int? maxConcurrency)
    {
        var options = new RunOptions
        {
            EventProcessors = spec.WantsEvents ? [outbox] : [],
            ErrorHandling = ErrorHandling.Continue,
            MaxIterations = spec.MaxIterations,
            MaxConcurrency = maxConcurrency,
            WorkflowId = spec.WorkflowId,
            KeepEvents = false,
        };

        ErrorHandling ofMap = spec.StopsAtFailure ? ErrorHandling.Raise : ErrorHandling.Continue;
        return options.WithItemIndex(spec.IndexOf(outbox.Attempt.Item), ofMap);
    }

    /// <summary>The part of a durable run that the item is; null if the run is not stored.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="item">The item.</param>
    /// <param name="attempt">The attempt at it.</param>
    /// <param name="inputs">Its inputs.</param>
    public static JournalPart? PartOf(RunSpec spec, ItemInput item, ItemAttempt attempt, GraphInputs inputs)
    {
        bool isRepeated = spec.Epoch > 1 || attempt.Attempt > 1 || item.SiloFailures > 0;
        return item.Ticket is { } ticket ? new JournalPart(spec.WorkflowId!, spec.IndexOf(item.Item), inputs, ticket, isRepeated) : null;
    }
}
