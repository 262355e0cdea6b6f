namespace Hypergraph;

/// <summary>The result of a function that gives none.</summary>
internal readonly struct NoResult;
