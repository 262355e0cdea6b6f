namespace Hypergraph.Progress.Text;

/// <summary>The text of the progress that a node reports itself, in its own units.</summary>
internal static class OwnProgressText
{
    /// <summary>Returns <c>1,204/5,000</c>, or <c>1,204/…</c> without a total; empty if the node reports nothing.</summary>
    public static string Format(ProgressRow row, string unknownTotal) => row.OwnDone is long done
        ? $"{CountText.Format(done)}/{(row.OwnTotal is long total ? CountText.Format(total) : unknownTotal)}"
        : "";
}
