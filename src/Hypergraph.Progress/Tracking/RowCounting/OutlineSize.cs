namespace Hypergraph.Progress.Tracking.RowCounting;

/// <summary>Numbers of rows.</summary>
/// <param name="Rows">The number of all rows.</param>
/// <param name="Maps">The number of rows that are maps.</param>
internal sealed record OutlineSize(long Rows, long Maps)
{
    public static OutlineSize operator +(OutlineSize left, OutlineSize right) => new(left.Rows + right.Rows, left.Maps + right.Maps);
}
