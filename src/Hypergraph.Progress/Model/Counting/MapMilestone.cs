namespace Hypergraph.Progress;

/// <summary>How a map stood at the moment when it passed 10, 25, 50, 75 or 100 %.</summary>
/// <param name="Sequence">The number of the event that made it so, within the model.</param>
/// <param name="Done">The items that had ended.</param>
/// <param name="Total">The items expected at that moment.</param>
/// <param name="IsEstimate">Whether that number was an estimate.</param>
/// <param name="Failed">How many of the ended ones ended badly.</param>
internal readonly record struct MapMilestone(long Sequence, long Done, long Total, bool IsEstimate, long Failed);
