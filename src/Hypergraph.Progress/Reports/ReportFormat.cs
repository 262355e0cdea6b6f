namespace Hypergraph.Progress;

/// <summary>How what there is to say about runs is put into lines, without any control character.</summary>
internal abstract class ReportFormat
{
    /// <summary>The silence after which a line says that a run still goes on; null for silence.</summary>
    public virtual TimeSpan? Heartbeat => TimeSpan.FromSeconds(30);

    /// <summary>The format of a mode that is not live.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="theme">Gives the signs of plain lines.</param>
    public static ReportFormat For(ProgressMode mode, ProgressTheme theme) => mode switch
    {
        ProgressMode.Json => new JsonFormat(),
        ProgressMode.Quiet => new QuietFormat(new PlainFormat(theme)),
        ProgressMode.Accessible => new AccessibleFormat(),
        _ => new PlainFormat(theme),
    };

    /// <summary>The lines for one thing; none if it is not worth one.</summary>
    public abstract IEnumerable<string> Lines(ReportEntry entry);
}
