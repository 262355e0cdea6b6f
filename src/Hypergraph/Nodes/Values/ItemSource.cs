using System.Collections;

namespace Hypergraph;

/// <summary>The items that a map goes over, for one of its inputs.</summary>
internal abstract class ItemSource
{
    /// <summary>The number of items.</summary>
    public abstract int Count { get; }

    /// <summary>Puts an item into a slot. Safe from any thread.</summary>
    public abstract void Load(int index, Frame frame, in Slot slot);
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
        IEnumerable<T> items => new ItemSource<T>([.. items]),
        IEnumerable items => TryConvert(items),
        _ => null,
    };

    /// <summary>The items of a collection of any type, or null if one of them is not accepted.</summary>
    public static ItemSource<T>? TryCreate(object? collection, Predicate<T> accepts) =>
        TryCreate(collection) is { } source && source._items.All(item => accepts(item)) ? source : null;

    public override void Load(int index, Frame frame, in Slot slot) => frame.Write(slot, _items[index]);

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
