using Hypergraph.Nodes.Values;
using Hypergraph.Planning;

namespace Hypergraph.Runs.Values;

/// <summary>
/// How a plan's results are copied from a run's frame to a frame of their own, so that a referenced result keeps nothing
/// but its values alive. Created once for a map; safe from any thread.
/// </summary>
internal sealed class StreamItemLayout
{
    private readonly ExecutionPlan _plan;
    private readonly FrameLayout _layout = new();
    private readonly Slot[] _slots;

    public StreamItemLayout(ExecutionPlan plan)
    {
        _plan = plan;
        _slots = [.. plan.Results.Select(r => _layout.Add(r.SlotType, r.Slot.IsChecked))];
    }

    /// <summary>The results of a run so far.</summary>
    public StreamItemValues Copy(RunValues run)
    {
        Frame row = _layout.CreateFrame();
        PlanValue[] results = _plan.Results;
        bool[]? missing = null;
        for (int i = 0; i < results.Length; i++)
        {
            PlanValue value = results[i];
            if (run.Has(value))
            {
                value.SlotType.Copy(run.Frame, value.Slot, row, _slots[i]);
            }
            else
            {
                (missing ??= new bool[results.Length])[i] = true;
            }
        }

        return new StreamItemValues(_plan, _slots, row, missing);
    }
}
