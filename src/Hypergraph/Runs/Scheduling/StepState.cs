using Hypergraph.Nodes;
using Hypergraph.Planning.Loops;

namespace Hypergraph.Runs.Scheduling;

/// <summary>What has become of a step in a run.</summary>
internal struct StepState
{
    public StepFlags Flags;

    /// <summary>For how many supersteps it has waited for what is to be decided about it.</summary>
    public int DelayedSupersteps;

    /// <summary>How many times it has started.</summary>
    public int Starts;

    /// <summary>The number of the superstep in which it has started last; 0 before its first start.</summary>
    public int LastStartedSuperstep;

    /// <summary>Of a gate with a <see cref="LoopLimit"/>, the iterations that its loop has had.</summary>
    public int Iterations;

    /// <summary>How many times the targets in its loop had started when it counted these.</summary>
    public int CountedStarts;

    /// <summary>What it has decided last, if it is a gate.</summary>
    public GateDecision? Decision;

    public readonly bool Has(StepFlags flag) => (Flags & flag) != StepFlags.None;
}
