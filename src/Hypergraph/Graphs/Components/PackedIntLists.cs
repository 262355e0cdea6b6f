namespace Hypergraph.Graphs.Components;

/// <summary>
/// Lists of integers, such as the successors of each node, one after the other in one array. Separate objects for the lists would
/// be most of the memory of a large graph.
/// </summary>
/// <param name="starts">The start index of each list, and the end index of the last one.</param>
/// <param name="items">The items of all lists.</param>
internal readonly struct PackedIntLists(int[] starts, int[] items)
{
    /// <summary>The number of lists.</summary>
    public int Count => starts.Length - 1;

    /// <summary>The list with an index.</summary>
    public ArraySegment<int> this[int index] => new(items, starts[index], starts[index + 1] - starts[index]);
}
