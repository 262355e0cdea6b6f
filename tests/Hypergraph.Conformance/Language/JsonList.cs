using System.Collections;

namespace Hypergraph.Conformance;

/// <summary>A list of JSON values; equal to a list of equal values.</summary>
public sealed class JsonList(IReadOnlyList<object?> items) : IReadOnlyList<object?>, IEquatable<JsonList>
{
    public int Count => items.Count;

    public object? this[int index] => items[index];

    public bool Equals(JsonList? other) => other is not null && items.SequenceEqual(other);

    public override bool Equals(object? obj) => Equals(obj as JsonList);

    public override int GetHashCode() => items.Count;

    public IEnumerator<object?> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
