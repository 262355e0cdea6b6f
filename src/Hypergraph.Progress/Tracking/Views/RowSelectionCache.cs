namespace Hypergraph.Progress.Tracking.Views;

/// <summary>
/// Caches for a second which rows of a run are visible on a number of lines: rows that change with every frame cannot be read.
/// The numbers in rows and folds are current nevertheless.
/// </summary>
internal sealed class RowSelectionCache
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(1);

    private readonly List<(int MaxLines, long Rows, DateTimeOffset Time, FoldedGraph Root)> _entries = [];

    /// <summary>Returns the selection that is still valid.</summary>
    /// <param name="maxLines">The maximum number of lines.</param>
    /// <param name="rows">The number of rows of the run; a selection for another number is not valid.</param>
    /// <param name="now">The current time.</param>
    /// <returns>The selection; null if there is none.</returns>
    public FoldedGraph? Find(int maxLines, long rows, DateTimeOffset now)
    {
        _entries.RemoveAll(entry => now < entry.Time || now - entry.Time >= Duration);
        return _entries.Find(entry => entry.MaxLines == maxLines && entry.Rows == rows).Root;
    }

    public void Add(int maxLines, long rows, DateTimeOffset now, FoldedGraph root) => _entries.Add((maxLines, rows, now, root));
}
