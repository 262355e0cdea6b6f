using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Hypergraph.Nodes.Naming;

namespace Hypergraph.Nodes.Values;

/// <summary>Values by name, in order: the inputs or outputs of a node or a run as data.</summary>
internal sealed class NamedValues(string[] names, object?[] values) : IReadOnlyDictionary<string, object?>
{
    public static readonly NamedValues Empty = new([], []);

    /// <summary>The number of names up to which they are compared one by one.</summary>
    private const int MaxSearchedNames = 8;

    /// <summary>The number of reads by name after which an index is worth its cost.</summary>
    private const int MaxSearches = 8;

    private Dictionary<string, int>? _places;
    private int _searches;

    public int Count => names.Length;

    public IEnumerable<string> Keys => names;

    public IEnumerable<object?> Values => values;

    public object? this[string key] => TryGetValue(key, out object? value)
        ? value
        : throw new KeyNotFoundException($"There is no value named '{key}'.{NearestName.Suggest(key, names)} Names: {NameList.Of(names)}.");

    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        int index = IndexOf(key);
        value = index < 0 ? null : values[index];
        return index >= 0;
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (int i = 0; i < names.Length; i++)
        {
            yield return new(names[i], values[i]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int IndexOf(string key)
    {
        if (names.Length > MaxSearchedNames && ++_searches > MaxSearches)
        {
            return (_places ??= names.Index().ToDictionary(name => name.Item, name => name.Index)).TryGetValue(key, out int place) ? place : -1;
        }

        for (int i = 0; i < names.Length; i++)
        {
            if (names[i] == key)
            {
                return i;
            }
        }

        return -1;
    }
}
