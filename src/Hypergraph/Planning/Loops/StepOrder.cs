using System.Collections;

namespace Hypergraph.Planning.Loops;

/// <summary>The place of a step in the iterations of a loop whose steps are ordered by edges.</summary>
internal sealed class StepOrder
{
    /// <summary>Its position among the loop's steps: an edge to a step with no higher position leads to the next iteration.</summary>
    public required int Position { get; init; }

    /// <summary>The loops that contain it, outermost first: the component and the loops inside. It counts an iteration for each.</summary>
    public required int[] Loops { get; init; }

    /// <summary>The steps of the loop that it depends on in any way.</summary>
    public required int[] Predecessors { get; init; }

    /// <summary>The steps from which ordering edges lead to it within an iteration.</summary>
    public required int[] Sources { get; init; }

    /// <summary>The positions of all steps that lead to it within an iteration.</summary>
    public required BitArray Ancestors { get; init; }

    /// <summary>Whether it runs once in each iteration, after all that lead to it.</summary>
    public bool IsTarget => Sources.Length > 0;

    /// <summary>The number of loops that contain this step and another one.</summary>
    public int CountCommonLoops(StepOrder other)
    {
        int count = 1;
        while (count < Loops.Length && count < other.Loops.Length && Loops[count] == other.Loops[count])
        {
            count++;
        }

        return count;
    }
}
