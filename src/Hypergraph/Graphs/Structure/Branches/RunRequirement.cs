namespace Hypergraph.Graphs.Structure.Branches;

/// <summary>A requirement of a node, and the condition under which it may hold.</summary>
/// <param name="Name">The input or signal; null for the gates that control the node.</param>
/// <param name="Condition">The condition.</param>
internal readonly record struct RunRequirement(string? Name, BranchCondition Condition);
