namespace Hypergraph.Progress;

/// <summary>Nothing, but how failed runs ended and their first failures.</summary>
internal sealed class QuietFormat(PlainFormat plain) : ReportFormat
{
    public override TimeSpan? Heartbeat => null;

    public override IEnumerable<string> Lines(ReportEntry entry) =>
        entry is { Kind: ReportKind.RunEnded, Run.Status: RunStatus.Failed or RunStatus.Partial } ? plain.Lines(entry) : [];
}
