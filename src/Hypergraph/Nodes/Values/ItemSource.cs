using System.Collections;
using System.Runtime.InteropServices;

namespace Hypergraph;

/// <summary>The items that a map goes over, for one of its inputs.</summary>
internal abstract class ItemSource
{
    /// <summary>The number of items.</summary>
    public abstract int Count { get; }

    /// <summary>Puts an item into a slot. Safe from any thread.</summary>
    public abstract void Load(int index, Frame frame, in Slot slot);

    /// <summary>The first item that is null in an array or a list; -1 if there is none, or the collection is of another kind.</summary>
    public abstract int IndexOfNull();
}

/// <inheritdoc/>
internal sealed class ItemSource<T> : ItemSource
{
    private readonly IReadOnlyList<T> _items;

    private ItemSource(IReadOnlyList<T> items) => _items = items;

    public override int Count => _items.Count;

    /// <summary>The items of a collection, or null if the value is no collection of <typeparamref name="T"/>.</summary>
    public static ItemSource<T>? TryCreate(object? collection) => collection switch
    {
        string when typeof(T) != typeof(char) => null,

        // The runtime lets an int[] pass for a uint[]; that would change the numbers.
        Array array when typeof(T).IsValueType && array.GetType() != typeof(T[]) => TryConvert(array),
        IReadOnlyList<T> list => new ItemSource<T>(list),
        IEnumerable<T> items => new ItemSource<T>(items.ToList()),
        IEnumerable items => TryConvert(items),
        _ => null,
    };

    /// <summary>The items of a collection of any type, or null if one of them is not accepted.</summary>
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
