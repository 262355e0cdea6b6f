using System.Collections;
using System.Runtime.InteropServices;

namespace Hypergraph.Nodes.Values;

/// <summary>The items of a map, for one of its inputs.</summary>
internal abstract class ItemSource
{
    /// <summary>The number of items.</summary>
    public abstract int Count { get; }

    /// <summary>Writes an item to a slot. Thread-safe.</summary>
    public abstract void Load(int index, Frame frame, in Slot slot);

    /// <summary>Returns the index of the first null in an array or a list; -1 if there is none, or for another kind of collection.</summary>
    public abstract int IndexOfNull();
}

/// <inheritdoc/>
internal sealed class ItemSource<T> : ItemSource
{
    private readonly IReadOnlyList<T> _items;

    private ItemSource(IReadOnlyList<T> items) => _items = items;

    public override int Count => _items.Count;

    /// <summary>Creates the items of a collection, or returns null if the value is not a collection of <typeparamref name="T"/>.</summary>
    public static ItemSource<T>? TryCreate(object? collection) => collection switch
    {
        string when typeof(T) != typeof(char) => null,

        // The runtime treats an int[] as a uint[]; that would change the numbers.
        Array array when typeof(T).IsValueType && array.GetType() != typeof(T[]) => TryConvert(array),
        IReadOnlyList<T> list => new ItemSource<T>(list),
        IEnumerable<T> items => new ItemSource<T>(items.ToList()),
        IEnumerable items => TryConvert(items),
        _ => null,
    };

    /// <summary>Creates the items of a collection of any type, or returns null if one of them is not accepted.</summary>
    public static ItemSource<T>? TryCreate(object? collection, Predicate<T> accepts) =>
        TryCreate(collection) is { } source && source._items.All(item => accepts(item)) ? source : null;

    public override void Load(int index, Frame frame, in Slot slot) => frame.Write(slot, _items[index]);

    public override int IndexOfNull()
    {
        if (default(T) is not null)
        {
            return -1;
        }

        ReadOnlySpan<T> items = _items switch
        {
            T[] array => array,
            List<T> list => CollectionsMarshal.AsSpan(list),
            _ => [],
        };
        for (int i = 0; i < items.Length; i++)
        {
            if (items[i] is null)
            {
                return i;
            }
        }

        return -1;
    }

    private static ItemSource<T>? TryConvert(IEnumerable items)
    {
        List<T> typed = [];
        foreach (object? item in items)
        {
            object? widened = item is T ? item : NumericWidening.Widen(item, typeof(T));
            if (widened is not T && !(widened is null && default(T) is null))
            {
                return null;
            }

            typed.Add((T)widened!);
        }

        return new ItemSource<T>(typed);
    }
}
