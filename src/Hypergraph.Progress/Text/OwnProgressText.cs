namespace Hypergraph.Progress;

/// <summary>How far a node says that it is, in units of its own.</summary>
internal static class OwnProgressText
{
    /// <summary><c>1,204/5,000</c>, or <c>1,204/…</c> where it does not say how much there is; empty where it says nothing.</summary>
    public static string Format(ProgressRow row, string openEnd) => row.OwnDone is long done
        ? $"{CountText.Format(done)}/{(row.OwnTotal is long total ? CountText.Format(total) : openEnd)}"
        : "";
}
