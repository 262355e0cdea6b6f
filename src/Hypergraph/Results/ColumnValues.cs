using Hypergraph.Planning;
using Hypergraph.Runs.State;
using Hypergraph.Runs.Values;

namespace Hypergraph.Results;

/// <summary>The values of a map in its columns; each item has a row.</summary>
internal sealed class ColumnValues(ExecutionPlan plan, MapCollector collector) : ResultValues(plan)
{
    public override bool Has(int result, int row) => collector.Has(result, row);

    protected override T Read<T>(int result, int row) =>
        collector.ArrayAt(result).GetType() == typeof(T[]) ? ((T[])collector.ArrayAt(result))[row] : (T)GetBoxed(result, row)!;

    public override RunId GetOrCreateRunId(int row) => collector.GetOrCreateRunId(row);

    public override object? GetBoxed(int result, int row) => collector.ArrayAt(result).GetValue(row);
}
