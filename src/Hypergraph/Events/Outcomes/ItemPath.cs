using System.Collections;

namespace Hypergraph.Events.Outcomes;

/// <summary>The zero-based indexes of the map items around an event or a failure, outermost first. Its text has the form <c>0.3</c>.</summary>
internal sealed class ItemPath(int[] indexes) : IReadOnlyList<int>
{
    /// <summary>The path outside maps.</summary>
    public static readonly ItemPath Empty = new([]);

    /// <inheritdoc/>
    public int Count => indexes.Length;

    /// <inheritdoc/>
    public int this[int index] => indexes[index];

    /// <summary>Returns the same indexes as an immutable path.</summary>
    public static ItemPath Of(IReadOnlyList<int> indexes) => indexes as ItemPath ?? (indexes.Count == 0 ? Empty : new ItemPath([.. indexes]));

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)indexes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => string.Join('.', indexes);
}
