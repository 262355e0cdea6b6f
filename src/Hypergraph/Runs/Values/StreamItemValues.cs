using Hypergraph.Nodes.Values;
using Hypergraph.Planning;

namespace Hypergraph.Runs.Values;

/// <summary>The values of one item in a frame of their own, made by <see cref="StreamItemLayout"/>.</summary>
internal sealed class StreamItemValues(ExecutionPlan plan, Slot[] slots, Frame values, bool[]? missing) : ResultValues(plan)
{
    public override bool Has(int result, int row) => missing?[result] != true;

    protected override T Read<T>(int result, int row) =>
        Plan.Results[result].SlotType is SlotType<T> ? values.Read<T>(slots[result]) : (T)GetBoxed(result, row)!;

    public override object? GetBoxed(int result, int row) => Plan.Results[result].SlotType.GetBoxed(values, slots[result]);
}
