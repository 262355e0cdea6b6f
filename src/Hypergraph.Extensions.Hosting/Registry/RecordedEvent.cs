namespace Hypergraph.Extensions.Hosting;

/// <summary>An event of a run in the registry.</summary>
/// <param name="Number">The zero-based number of the event in its run. Without missed events, numbers have no gaps.</param>
/// <param name="Event">The event.</param>
/// <param name="MissedCount">
/// The number of events directly before this one that are no longer kept, because the run has more than <see cref="HypergraphOptions.MaxEventsPerRun"/>.
/// </param>
public readonly record struct RecordedEvent(long Number, Event Event, long MissedCount);
