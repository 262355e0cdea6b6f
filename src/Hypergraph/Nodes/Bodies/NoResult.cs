namespace Hypergraph;

/// <summary>The result of a function that returns none.</summary>
internal readonly struct NoResult;
