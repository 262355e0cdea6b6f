using Hypergraph.Nodes.Naming;
using Hypergraph.Planning;
using Hypergraph.Runs.Values;

namespace Hypergraph.Runs.Maps;

/// <summary>The items of a map: which values each of them starts with.</summary>
internal sealed class MapItems
{
    private readonly MapSource[] _sources;
    private readonly MapMode _mode;

    /// <exception cref="InvalidInputException">The collections of a zip have different lengths, or a product is too large.</exception>
    public MapItems(Graph graph, MapSource[] sources, MapMode mode)
    {
        _sources = sources;
        _mode = mode;
        Count = mode == MapMode.Zip ? CountZip(graph) : CountProduct(graph);
    }

    public int Count { get; }

    /// <summary>Reads the label of an item; null if items have none.</summary>
    public ItemLabelReader? Label { get; init; }

    /// <summary>The label of the item that a run is about to start with; null if it has none.</summary>
    public string? LabelOf(RunValues item) => Label is { } label && item.Has(label.Value) ? label.TextOf(item.Frame) : null;

    /// <summary>The values that differ from item to item.</summary>
    public IEnumerable<PlanValue> Values => _sources.Select(s => s.Value);

    /// <summary>Supplies the values of an item to a run.</summary>
    public void Load(int item, RunValues values)
    {
        int rest = item;
        for (int i = _sources.Length - 1; i >= 0; i--)
        {
            MapSource source = _sources[i];
            int index = item;
            if (_mode == MapMode.Product)
            {
                (rest, index) = Math.DivRem(rest, source.Items.Count);
            }

            source.Items.Load(index, values.Frame, source.Value.Slot);
            values.Supply(source.Value);
        }
    }

    private int CountZip(Graph graph)
    {
        int count = _sources[0].Items.Count;
        return Array.TrueForAll(_sources, s => s.Items.Count == count)
            ? count
            : throw new InvalidInputException(
                $"{graph.Subject}: the mapped inputs have different lengths: {NameList.Join(_sources.Select(s => $"'{s.Name}' has {s.Items.Count}"))}. Supply collections of the same length, or map with MapMode.Product.",
                input: null);
    }

    private int CountProduct(Graph graph)
    {
        if (Array.Exists(_sources, s => s.Items.Count == 0))
        {
            return 0;
        }

        long count = 1;
        foreach (MapSource source in _sources)
        {
            count *= source.Items.Count;
            if (count > Array.MaxLength)
            {
                throw new InvalidInputException($"{graph.Subject}: the product of the mapped inputs has more than {Array.MaxLength} items. Map over fewer.", input: null);
            }
        }

        return (int)count;
    }
}
