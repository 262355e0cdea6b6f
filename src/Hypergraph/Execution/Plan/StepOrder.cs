using System.Collections;

namespace Hypergraph;

/// <summary>The place of a step in the iterations of a loop whose steps are ordered by edges.</summary>
internal sealed class StepOrder
{
    /// <summary>Its place among the loop's steps: an edge to a step that is not further on leads to the next iteration.</summary>
    public required int Position { get; init; }

    /// <summary>The steps of the loop that it depends on in any way.</summary>
    public required int[] Predecessors { get; init; }

    /// <summary>The steps from which edges that only order lead to it within an iteration.</summary>
    public required int[] Sources { get; init; }

    /// <summary>The positions of all steps that lead to it within an iteration.</summary>
    public required BitArray Ancestors { get; init; }

    /// <summary>Whether it runs once in each iteration, after all that lead to it.</summary>
    public bool IsTarget => Sources.Length > 0;
}
