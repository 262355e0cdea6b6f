using System.Collections;

namespace Hypergraph;

/// <summary>The zero-based indexes of the map items around something, the outermost first. Prints as <c>0.3</c>.</summary>
internal sealed class ItemPath(int[] indexes) : IReadOnlyList<int>
{
    /// <summary>Outside maps.</summary>
    public static readonly ItemPath Empty = new([]);

    /// <inheritdoc/>
    public int Count => indexes.Length;

    /// <inheritdoc/>
    public int this[int index] => indexes[index];

    /// <summary>The same indexes as such a path, which cannot be changed.</summary>
    public static ItemPath Of(IReadOnlyList<int> indexes) => indexes as ItemPath ?? (indexes.Count == 0 ? Empty : new ItemPath([.. indexes]));

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)indexes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => string.Join('.', indexes);
}
