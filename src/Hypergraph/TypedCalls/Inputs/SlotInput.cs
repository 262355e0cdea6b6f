using Hypergraph.Nodes.Values;
using Hypergraph.Planning;

namespace Hypergraph.TypedCalls.Inputs;

/// <summary>One input whose slot stores values of the type as they are.</summary>
internal sealed class SlotInput<T>(PlanValue value, int index) : InputWriter<T>
{
    private readonly Slot _slot = value.Slot;
    private readonly bool _forbidsNull = default(T) is null && !value.Accepts(null);

    /// <summary>The slot, if it accepts each value of the type; otherwise null.</summary>
    public Slot? UncheckedSlot => _forbidsNull ? null : _slot;

    public override bool TryWrite(Frame frame, in T input)
    {
        if (_forbidsNull && input is null)
        {
            return false;
        }

        frame.Write(_slot, input);
        return true;
    }

    public override void AddTo(object?[] values, in T input) => values[index] = input;
}
