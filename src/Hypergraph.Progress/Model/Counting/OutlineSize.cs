namespace Hypergraph.Progress;

/// <summary>Numbers of rows.</summary>
/// <param name="Rows">All rows.</param>
/// <param name="Maps">Those of them that are maps.</param>
internal readonly record struct OutlineSize(long Rows, long Maps)
{
    public static OutlineSize operator +(OutlineSize one, OutlineSize other) => new(one.Rows + other.Rows, one.Maps + other.Maps);
}
