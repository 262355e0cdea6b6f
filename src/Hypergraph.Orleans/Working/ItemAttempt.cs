namespace Hypergraph.Orleans.Working;

/// <summary>An attempt at an item.</summary>
internal readonly record struct ItemAttempt(long Item, int Attempt);
