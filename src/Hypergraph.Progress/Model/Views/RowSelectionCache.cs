namespace Hypergraph.Progress;

/// <summary>
/// What was chosen to be seen of a run on so many lines, for a second each: rows that come and go with every frame cannot be
/// read. Folds and rows have their numbers of the moment all the same.
/// </summary>
internal sealed class RowSelectionCache
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(1);

    private readonly List<(int MaxLines, long Rows, DateTimeOffset Time, FoldedGraph Root)> _entries = [];

    /// <summary>The choice that still holds.</summary>
    /// <param name="maxLines">How many lines there are.</param>
    /// <param name="rows">How many rows the run has; where it has more than it had, it is chosen anew.</param>
    /// <param name="now">The moment.</param>
    /// <returns>Null if there is none.</returns>
    public FoldedGraph? Find(int maxLines, long rows, DateTimeOffset now)
    {
        _entries.RemoveAll(choice => now < choice.Time || now - choice.Time >= Duration);
        return _entries.Find(choice => choice.MaxLines == maxLines && choice.Rows == rows).Root;
    }

    public void Add(int maxLines, long rows, DateTimeOffset now, FoldedGraph root) => _entries.Add((maxLines, rows, now, root));
}
