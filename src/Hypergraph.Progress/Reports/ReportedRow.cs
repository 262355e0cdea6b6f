namespace Hypergraph.Progress;

/// <summary>What has been said of a row.</summary>
/// <param name="Started">That it began.</param>
/// <param name="Ended">That it ended; of a map, that it ended before its last item.</param>
/// <param name="Retries">How many retries.</param>
/// <param name="Milestones">How many of its milestones.</param>
internal readonly record struct ReportedRow(bool Started, bool Ended, long Retries, int Milestones);
