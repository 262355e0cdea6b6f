using Hypergraph.Nodes.Values;
using Hypergraph.Planning;

namespace Hypergraph.Runs.Values;

/// <summary>Where results read their values: a run's frame, or the columns of a map, in which each result has a row.</summary>
/// <param name="plan">The plan of the graph.</param>
/// <param name="frame">The frame of a run, in which the results are at the slots of the plan; null where they are elsewhere.</param>
internal abstract class ResultValues(ExecutionPlan plan, Frame? frame = null)
{
    public ExecutionPlan Plan => plan;

    /// <summary>The frame of a run; null where the results are elsewhere.</summary>
    protected Frame? RunFrame => frame;

    /// <summary>Whether there is a value, by its place among the plan's results.</summary>
    public abstract bool Has(int result, int row);

    /// <summary>A value, typed. Those of runs need no virtual call, which is slow for generic methods.</summary>
    public T Get<T>(int result, int row)
    {
        if (frame is not null)
        {
            PlanValue value = plan.Results[result];
            if (value.SlotType is SlotType<T>)
            {
                return frame.Read<T>(value.Slot);
            }
        }

        return Read<T>(result, row);
    }

    public abstract object? GetBoxed(int result, int row);

    /// <summary>A value that <see cref="Get"/> does not find in a run's frame as one of its type.</summary>
    protected virtual T Read<T>(int result, int row) => (T)GetBoxed(result, row)!;

    /// <summary>An id for the run if its events did not need one.</summary>
    public virtual RunId GetOrCreateRunId(int row) => RunId.New();

    /// <summary>The place of a name among the plan's results; -1 if it is none.</summary>
    public int IndexOf(string name) => plan.IndexOfResult(name);
}
