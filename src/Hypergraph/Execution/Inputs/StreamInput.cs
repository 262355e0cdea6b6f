namespace Hypergraph;

/// <summary>The input that a map over a stream gives each item for.</summary>
/// <param name="Value">The value that each item is.</param>
internal readonly record struct StreamInput<T>(PlanValue Value)
{
    /// <summary>Puts an item into a state.</summary>
    public void Load(T item, RunState state)
    {
        if (Value.SlotType is SlotType<T>)
        {
            state.Frame.Write(Value.Slot, item);
        }
        else
        {
            Value.SlotType.SetBoxed(state.Frame, Value.Slot, item);
        }

        state.Give(Value);
    }
}
