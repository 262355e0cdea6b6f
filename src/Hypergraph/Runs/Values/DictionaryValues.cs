using Hypergraph.Planning;

namespace Hypergraph.Runs.Values;

/// <summary>The values of a run in another process, by name.</summary>
internal sealed class DictionaryValues(ExecutionPlan plan, IReadOnlyDictionary<string, object?> values) : ResultValues(plan)
{
    public override bool Has(int result, int row) => values.ContainsKey(Plan.Results[result].Name);

    public override object? GetBoxed(int result, int row) => values[Plan.Results[result].Name];
}
