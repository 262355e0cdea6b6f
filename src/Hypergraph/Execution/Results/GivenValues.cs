namespace Hypergraph;

/// <summary>Values that a run gave elsewhere, by name.</summary>
internal sealed class GivenValues(ExecutionPlan plan, IReadOnlyDictionary<string, object?> values) : ResultValues(plan)
{
    public override bool Has(int result) => values.ContainsKey(Plan.Results[result].Name);

    public override T Get<T>(int result) => (T)GetBoxed(result)!;

    public override object? GetBoxed(int result) => values[Plan.Results[result].Name];
}
