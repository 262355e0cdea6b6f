namespace Hypergraph.Graphs.Structure.Branches;

/// <summary>The possible options of a variable of a <see cref="BranchCondition"/>: for the decision of a gate, the targets that it may choose.</summary>
/// <param name="Variable">The index of the variable in the graph.</param>
/// <param name="Options">The possible options, one bit each.</param>
/// <param name="All">All options of the variable.</param>
internal sealed record BranchChoice(int Variable, ulong Options, ulong All);
