namespace Hypergraph.Graphs.Structure.Branches;

/// <summary>What a variable of a <see cref="BranchCondition"/> stands for: which of these targets a gate opens.</summary>
/// <param name="Gate">The gate, with the nested graphs' nodes that lead to it.</param>
/// <param name="Targets">The targets.</param>
internal sealed record BranchVariable(string Gate, IReadOnlyList<string> Targets);
