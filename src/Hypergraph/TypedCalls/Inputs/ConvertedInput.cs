using Hypergraph.Nodes.Values;
using Hypergraph.Planning;

namespace Hypergraph.TypedCalls.Inputs;

/// <summary>One input whose values are checked or converted at each call, as an ordinary run does.</summary>
internal sealed class ConvertedInput<T>(PlanValue value, int index) : InputWriter<T>
{
    public override bool TryWrite(Frame frame, in T input)
    {
        object? accepted = value.Accepts(input) ? input : value.Widen(input);
        if (!value.Accepts(accepted))
        {
            return false;
        }

        value.SlotType.SetBoxed(frame, value.Slot, accepted);
        return true;
    }

    public override void AddTo(object?[] values, in T input) => values[index] = input;
}
