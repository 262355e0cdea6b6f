using Hypergraph.Planning;

namespace Hypergraph.Runs.Values;

/// <summary>Where results read their values: a run's frame, or the columns of a map, in which each result has a row.</summary>
internal abstract class ResultValues(ExecutionPlan plan)
{
    public ExecutionPlan Plan => plan;

    /// <summary>Whether there is a value, by its place among the plan's results.</summary>
    public abstract bool Has(int result, int row);

    public abstract T Get<T>(int result, int row);

    public abstract object? GetBoxed(int result, int row);

    /// <summary>An id for the run if its events did not need one.</summary>
    public virtual RunId GetOrCreateRunId(int row) => RunId.New();

    /// <summary>The place of a name among the plan's results; -1 if it is none.</summary>
    public int IndexOf(string name) => plan.IndexOfResult(name);
}
