namespace Hypergraph.Orleans;

/// <summary>An attempt at an item.</summary>
internal readonly record struct ItemAttempt(long Item, int Attempt);
