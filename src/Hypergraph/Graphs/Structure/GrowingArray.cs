namespace Hypergraph;

/// <summary>
/// An array while it is filled. Large graphs have one for each name and node, nearly all of them with one element: that costs
/// the array and nothing else.
/// </summary>
internal struct GrowingArray<T>
{
    private T[]? _items;
    private int _count;

    public void Add(T item)
    {
        if (_items is null)
        {
            _items = [item];
        }
        else
        {
            if (_count == _items.Length)
            {
                Array.Resize(ref _items, 2 * _count);
            }

            _items[_count] = item;
        }

        _count++;
    }

    /// <summary>The elements, once all are there.</summary>
    public T[] ToArray()
    {
        if (_items is null)
        {
            return [];
        }

        Array.Resize(ref _items, _count);
        return _items;
    }
}
