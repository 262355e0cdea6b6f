namespace Hypergraph;

/// <summary>Something that a node needs before it runs, and when it may be there.</summary>
/// <param name="Name">The input or signal; null for the gates that control the node.</param>
/// <param name="Condition">When it may be there.</param>
internal readonly record struct RunRequirement(string? Name, BranchCondition Condition);
