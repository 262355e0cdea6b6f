namespace Hypergraph.Progress;

/// <summary>Formats reports about runs as lines, without control characters.</summary>
internal abstract class ReportFormat
{
    /// <summary>The time without a line after which one reports that a run continues; null for none.</summary>
    public virtual TimeSpan? Heartbeat => TimeSpan.FromSeconds(30);

    /// <summary>Returns the format of a mode other than live.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="theme">The theme with the signs of plain lines.</param>
    public static ReportFormat For(ProgressMode mode, ProgressTheme theme) => mode switch
    {
        ProgressMode.Json => new JsonFormat(),
        ProgressMode.Quiet => new QuietFormat(new PlainFormat(theme)),
        ProgressMode.Accessible => new AccessibleFormat(),
        _ => new PlainFormat(theme),
    };

    /// <summary>Returns the lines for a report; none if the format omits it.</summary>
    public abstract IEnumerable<string> Lines(ReportEntry entry);
}
