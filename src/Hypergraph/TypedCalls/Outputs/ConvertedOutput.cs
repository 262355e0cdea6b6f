using Hypergraph.Nodes.Values;
using Hypergraph.Planning;

namespace Hypergraph.TypedCalls.Outputs;

/// <summary>One output whose values are read as a more general type.</summary>
internal sealed class ConvertedOutput<T>(PlanValue value) : OutputReader<T>
{
    public override T Read(Frame frame) => (T)value.SlotType.GetBoxed(frame, value.Slot)!;

    public override T Read(RunResult result) => result.Get<T>(value.Name);
}
