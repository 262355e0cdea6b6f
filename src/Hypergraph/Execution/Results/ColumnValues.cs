namespace Hypergraph;

/// <summary>The values of one item in the columns of a map.</summary>
internal sealed class ColumnValues(ExecutionPlan plan, MapCollector collector, int item) : ResultValues(plan)
{
    public override bool Has(int result) => collector.Has(result, item);

    public override T Get<T>(int result) =>
        collector.ArrayAt(result).GetType() == typeof(T[]) ? ((T[])collector.ArrayAt(result))[item] : (T)GetBoxed(result)!;

    public override RunId DrawRunId() => collector.DrawRunId(item);

    public override object? GetBoxed(int result) => collector.ArrayAt(result).GetValue(item);
}
