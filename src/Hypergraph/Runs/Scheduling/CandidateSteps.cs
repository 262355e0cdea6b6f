using Hypergraph.Planning.Loops;

namespace Hypergraph.Runs.Scheduling;

/// <summary>
/// The steps of each component that may be ready. Those that lack an input, and those that nothing has triggered since their last run, are not among them. So a superstep
/// of a loop costs what its candidates cost, and not what its steps do. A component of few steps is looked at directly, and keeps all of them here.
/// </summary>
/// <param name="components">The components of the plan.</param>
/// <param name="stepCount">The number of their steps.</param>
internal sealed class CandidateSteps(StepComponent[] components, int stepCount)
{
    // The candidates of a component begin at its offset.
    private readonly int[] _steps = new int[stepCount];
    private readonly int[] _counts = new int[components.Length];

    /// <summary>The candidates of a component, in no order.</summary>
    public Span<int> this[int component] => _steps.AsSpan(components[component].Offset, _counts[component]);

    /// <summary>Makes a step a candidate of its component. It must be none.</summary>
    public void Add(int component, int step) => _steps[components[component].Offset + _counts[component]++] = step;

    /// <summary>Keeps the first candidates of a component only.</summary>
    public void Truncate(int component, int count) => _counts[component] = count;

    /// <summary>Makes all steps candidates.</summary>
    public void Reset()
    {
        for (int i = 0; i < components.Length; i++)
        {
            components[i].Nodes.CopyTo(_steps, components[i].Offset);
            _counts[i] = components[i].Nodes.Length;
        }
    }

    public void CopyTo(CandidateSteps other)
    {
        _steps.CopyTo(other._steps, 0);
        _counts.CopyTo(other._counts, 0);
    }
}
