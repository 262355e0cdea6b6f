namespace Hypergraph.Durability.Graphs;

/// <summary>The order in which executions were stored. An execution is stored after those on which it depends.</summary>
/// <param name="keys">The parts of their keys, in the order of their records.</param>
internal sealed class ExecutionOrders(IEnumerable<IReadOnlyList<KeyPart>> keys)
{
    private Place? _root;

    /// <summary>The order of the first execution whose key has the parts of another one before a place, and then one part; one that is not stored is before all.</summary>
    public int Of(IReadOnlyList<KeyPart> key, int place, KeyPart part)
    {
        Place? found = _root ??= ReadAll();
        for (int i = 0; i < place && found is not null; i++)
        {
            found = found.Parts.GetValueOrDefault(key[i]);
        }

        return found?.Parts.GetValueOrDefault(part)?.First ?? -1;
    }

    private Place ReadAll()
    {
        var root = new Place(0);
        foreach ((int order, IReadOnlyList<KeyPart> key) in keys.Index())
        {
            Place place = root;
            foreach (KeyPart part in key)
            {
                if (!place.Parts.TryGetValue(part, out Place? next))
                {
                    place.Parts.Add(part, next = new Place(order));
                }

                place = next;
            }
        }

        return root;
    }

    private sealed class Place(int first)
    {
        public int First => first;

        public Dictionary<KeyPart, Place> Parts { get; } = [];
    }
}
