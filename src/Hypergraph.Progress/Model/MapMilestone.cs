namespace Hypergraph.Progress.Model;

/// <summary>The counts of a map when it reached 10, 25, 50, 75 or 100 %.</summary>
/// <param name="Sequence">The number of the event, within the model.</param>
/// <param name="Done">The number of items that had ended.</param>
/// <param name="Total">The number of items expected at that time.</param>
/// <param name="IsEstimate">Whether <paramref name="Total"/> is an estimate.</param>
/// <param name="Failed">The number of items that had failed.</param>
/// <param name="Restored">The number of items that were restored.</param>
internal sealed record MapMilestone(long Sequence, long Done, long Total, bool IsEstimate, long Failed, long Restored);
