namespace Hypergraph.Nodes.Bodies;

/// <summary>The result of a function that returns none.</summary>
internal readonly struct NoResult;
