namespace Hypergraph.Planning.Loops;

/// <summary>What a gate decides in its loop.</summary>
internal sealed class LoopGate
{
    /// <summary>Of a step that is no gate in a loop.</summary>
    public static readonly LoopGate None = new();

    /// <summary>By the gate's targets: the step of the loop that the target is; -1 for another target.</summary>
    public int[] LoopTargets { get; init; } = [];

    /// <summary>Of a gate that may choose several targets, by its targets: the steps that lead to the target, but not through the gate.</summary>
    public int[][] UpstreamOfTargets { get; init; } = [];

    /// <summary>The steps of the loop that lie between the gate's targets and itself.</summary>
    public int[] DecisionSources { get; init; } = [];

    /// <summary>After how many iterations the gate leaves; null for no limit.</summary>
    public LoopLimit? Limit { get; init; }
}
