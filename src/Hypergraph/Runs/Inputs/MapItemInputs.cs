using System.Collections;
using Hypergraph.Nodes.Values;
using Hypergraph.Runs.Maps;
using Hypergraph.Runs.State;

namespace Hypergraph.Runs.Inputs;

/// <summary>The values that each item of a map starts with, by name.</summary>
internal sealed class MapItemInputs(MapItems items, RunState state) : IReadOnlyList<IReadOnlyDictionary<string, object?>>
{
    private readonly Lock _lock = new();

    public int Count => items.Count;

    public IReadOnlyDictionary<string, object?> this[int index]
    {
        get
        {
            lock (_lock)
            {
                items.Load(index, state);
                return new NamedValues([.. items.Values.Select(v => v.Name)], [.. items.Values.Select(v => v.SlotType.GetBoxed(state.Frame, v.Slot))]);
            }
        }
    }

    public IEnumerator<IReadOnlyDictionary<string, object?>> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
