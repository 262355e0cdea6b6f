namespace Hypergraph;

/// <summary>The items of a map: which values each of them starts with.</summary>
internal sealed class MapItems
{
    private readonly List<(PlanValue Value, ItemSource Source)> _sources;
    private readonly MapMode _mode;

    /// <exception cref="InvalidInputException">The collections of a zip have different lengths, or a product is too large.</exception>
    public MapItems(Graph graph, List<(PlanValue Value, ItemSource Source)> sources, MapMode mode)
    {
        _sources = sources;
        _mode = mode;
        Count = mode == MapMode.Zip ? CountZip(graph) : CountProduct(graph);
    }

    public int Count { get; }

    /// <summary>The items of one mapped input.</summary>
    /// <exception cref="InvalidInputException">The value is no collection of what the input takes.</exception>
    public static ItemSource SourceOf(Graph graph, PlanValue value, string name, object? collection)
    {
        ItemSource? source = value.SlotType.CreateItemSource(collection);
        if (source is not null)
        {
            return source;
        }

        string given = collection is null ? "null" : $"a value of type {TypeNames.Of(collection.GetType())}";
        string expected = value.Input is { IsUntyped: true } ? "a collection" : $"a collection of {value.Input?.SlotType ?? value.SlotType}";
        throw new InvalidInputException(
            $"{graph.Subject}: '{name}' is mapped over, so it takes {expected}, but it is given {given}{WrongItem(value, collection)}.", name);
    }

    /// <summary>Puts the values of an item into a state.</summary>
    public void Load(int item, RunState state)
    {
        int rest = item;
        for (int i = _sources.Count - 1; i >= 0; i--)
        {
            (PlanValue value, ItemSource source) = _sources[i];
            int index = item;
            if (_mode == MapMode.Product)
            {
                (rest, index) = Math.DivRem(rest, source.Count);
            }

            source.Load(index, state.Frame, value.Slot);
            state.Touch(value);
        }
    }

    private static string WrongItem(PlanValue value, object? collection)
    {
        if (collection is not System.Collections.IEnumerable items || collection is string)
        {
            return string.Empty;
        }

        int index = 0;
        foreach (object? item in items)
        {
            if (!value.Accepts(item))
            {
                return $", whose item {index} is {(item is null ? "null" : $"a {TypeNames.Of(item.GetType())}")}";
            }

            index++;
        }

        return string.Empty;
    }

    private int CountZip(Graph graph)
    {
        int count = _sources[0].Source.Count;
        return _sources.TrueForAll(s => s.Source.Count == count)
            ? count
            : throw new InvalidInputException(
                $"{graph.Subject}: the mapped inputs have different lengths: {string.Join(", ", _sources.Select(s => $"'{s.Value.Name}' has {s.Source.Count}"))}. Give collections of one length, or map with MapMode.Product.",
                input: null);
    }

    private int CountProduct(Graph graph)
    {
        long count = 1;
        foreach ((_, ItemSource source) in _sources)
        {
            count *= source.Count;
            if (count > Array.MaxLength)
            {
                throw new InvalidInputException($"{graph.Subject}: the product of the mapped inputs has more than {Array.MaxLength} items. Map over fewer.", input: null);
            }
        }

        return (int)count;
    }
}
