namespace Hypergraph.Progress.Reports;

/// <summary>The reports made about a row.</summary>
/// <param name="Started">Whether its start was reported.</param>
/// <param name="Ended">Whether its end was reported; for a map, an end before its last item.</param>
/// <param name="Retries">The number of reported retries.</param>
/// <param name="Milestones">The number of reported milestones.</param>
internal sealed record ReportedRow(bool Started, bool Ended, long Retries, int Milestones)
{
    /// <summary>No report.</summary>
    public static ReportedRow None { get; } = new(Started: false, Ended: false, Retries: 0, Milestones: 0);
}
