namespace Hypergraph;

/// <summary>
/// Lists of numbers by place, such as the successors of each node, one behind the other in one array. An object for each
/// list would be most of what a large graph takes.
/// </summary>
/// <param name="starts">Where each list begins, and at the end where the last one ends.</param>
/// <param name="items">The numbers of all lists.</param>
internal readonly struct PackedIntLists(int[] starts, int[] items)
{
    /// <summary>The number of lists.</summary>
    public int Count => starts.Length - 1;

    /// <summary>The list at a place.</summary>
    public ArraySegment<int> this[int place] => new(items, starts[place], starts[place + 1] - starts[place]);
}
