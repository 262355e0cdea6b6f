namespace Hypergraph.Nodes;

/// <summary>The decision of a gate.</summary>
/// <param name="targets">The chosen targets by name.</param>
/// <param name="indexes">The indexes of the chosen targets among the gate's targets.</param>
internal sealed class GateDecision(string[] targets, int[] indexes)
{
    public static readonly GateDecision None = new([], []);

    public IReadOnlyList<string> Targets => targets;

    /// <summary>Whether it ends the branch. Such a decision is final.</summary>
    public bool IsEnd { get; } = targets is [Node.End];

    /// <summary>Whether it chose the target with an index among the gate's targets.</summary>
    public bool Chose(int target) => indexes is [var only] ? only == target : Array.IndexOf(indexes, target) >= 0;
}
