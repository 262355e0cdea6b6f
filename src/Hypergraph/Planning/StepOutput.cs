using Hypergraph.Nodes.Values;

namespace Hypergraph.Planning;

/// <summary>An output of a step.</summary>
/// <param name="Value">The value that it produces.</param>
/// <param name="Staging">
/// Where the step writes it: in a static schedule, the value's own slot; otherwise a separate slot, from which it is
/// committed when the superstep is over, so that all steps of a superstep see the same values.
/// </param>
/// <param name="Copies">The same value as those see it that edges tie to some of its producers only.</param>
internal readonly record struct StepOutput(PlanValue Value, Slot Staging, PlanValue[] Copies)
{
    // A field, so that it is passed by reference and not copied first.
    public readonly Slot Staging = Staging;
}
