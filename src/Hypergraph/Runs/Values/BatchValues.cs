using Hypergraph.Planning;

namespace Hypergraph.Runs.Values;

/// <summary>
/// The values of a few items of a stream that ran one after the other, by column: a row each. For values without references
/// only, because a referenced result keeps those of its neighbours alive.
/// </summary>
internal sealed class BatchValues : ResultValues
{
    private readonly Array[] _columns;
    private bool[]?[]? _missing;

    public BatchValues(ExecutionPlan plan, int rows)
        : base(plan)
    {
        _columns = new Array[plan.Results.Length];
        for (int i = 0; i < _columns.Length; i++)
        {
            _columns[i] = plan.Results[i].SlotType.CreateArray(rows);
        }
    }

    /// <summary>Whether the results of a plan can be stored this way.</summary>
    public static bool CanStore(ExecutionPlan plan) => Array.TrueForAll(plan.Results, r => !r.SlotType.HasReferences);

    /// <summary>Stores the outputs that a run has produced so far.</summary>
    public void StoreRow(int row, RunValues run)
    {
        PlanValue[] results = Plan.Results;
        for (int i = 0; i < results.Length; i++)
        {
            PlanValue value = results[i];
            if (run.Has(value))
            {
                value.SlotType.CopyToArray(run.Frame, value.Slot, _columns[i], row);
            }
            else
            {
                MissingOf(i)[row] = true;
            }
        }
    }

    public override bool Has(int result, int row) => _missing?[result]?[row] != true;

    protected override T Read<T>(int result, int row) =>
        _columns[result].GetType() == typeof(T[]) ? ((T[])_columns[result])[row] : (T)GetBoxed(result, row)!;

    public override object? GetBoxed(int result, int row) => _columns[result].GetValue(row);

    private bool[] MissingOf(int result) => (_missing ??= new bool[_columns.Length][])[result] ??= new bool[_columns[result].Length];
}
