namespace Hypergraph.Progress.Reports;

/// <summary>Formats reports about runs as lines, without control characters.</summary>
internal abstract class ReportFormat
{
    /// <summary>The time without a line after which one reports that a run continues; null for none.</summary>
    public virtual TimeSpan? Heartbeat => TimeSpan.FromSeconds(30);

    /// <summary>Returns the lines for a report; none if the format omits it.</summary>
    public abstract IEnumerable<string> Lines(ReportEntry entry);
}
