namespace Hypergraph;

/// <summary>What a variable of a <see cref="BranchCondition"/> may be: of a gate's decision, the targets that it may choose.</summary>
/// <param name="Variable">The variable, by its place among those of the graph.</param>
/// <param name="Options">The options that it may have, a bit each.</param>
/// <param name="All">All options that there are.</param>
internal readonly record struct BranchChoice(int Variable, ulong Options, ulong All);
