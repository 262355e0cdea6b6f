using Hypergraph.Nodes.Hints;
using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Values;
using Hypergraph.Planning;
using Hypergraph.Runs.State;

namespace Hypergraph.Runs.Inputs;

/// <summary>The input that receives each item of a stream.</summary>
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
            object? widened = Value.Widen(item);
            if (!Value.SlotType.Accepts(widened))
            {
                throw new InvalidInputException(
                    $"{state.Plan.Graph.Subject}: '{Value.Name}' is mapped over a stream of {TypeNames.Of(typeof(T))}, but {InputHint.Rounding(item, Value.SlotType.Type)}. Supply a stream of {Value.SlotType}.",
                    Value.Name);
            }

            Value.SlotType.SetBoxed(state.Frame, Value.Slot, widened);
        }

        state.Supply(Value);
    }
}
