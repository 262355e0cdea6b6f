namespace Hypergraph;

/// <summary>The values of one item in a frame of their own, made by <see cref="RowLayout"/>.</summary>
internal sealed class RowValues(ExecutionPlan plan, Slot[] slots, Frame row, bool[]? missing) : ResultValues(plan)
{
    public override bool Has(int result) => missing?[result] != true;

    public override T Get<T>(int result) =>
        Plan.Results[result].SlotType is SlotType<T> ? row.Read<T>(slots[result]) : (T)GetBoxed(result)!;

    public override object? GetBoxed(int result) => Plan.Results[result].SlotType.GetBoxed(row, slots[result]);
}
