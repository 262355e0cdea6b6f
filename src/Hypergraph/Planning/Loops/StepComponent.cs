namespace Hypergraph.Planning.Loops;

/// <summary>Steps that depend on each other in a loop, or a single step, in a plan without a static schedule.</summary>
internal sealed class StepComponent(int[] nodes, bool isLoop)
{
    /// <summary>The number of steps in the components before it.</summary>
    public required int Offset { get; init; }

    /// <summary>The steps, in declaration order.</summary>
    public int[] Nodes => nodes;

    /// <summary>Whether the steps may run more than once.</summary>
    public bool IsLoop => isLoop;

    /// <summary>Whether edges order steps of the loop within each iteration.</summary>
    public bool HasOrder { get; init; }

    /// <summary>Whether a gate of the loop may choose several of its steps.</summary>
    public bool HasChoices { get; init; }

    /// <summary>The components that wait for this one.</summary>
    public int[] Successors { get; init; } = [];

    /// <summary>The number of components that this one waits for.</summary>
    public int PredecessorCount { get; set; }
}
