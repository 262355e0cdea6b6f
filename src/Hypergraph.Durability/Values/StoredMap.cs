namespace Hypergraph.Durability.Values;

/// <summary>How a stored call maps.</summary>
/// <param name="Over">The inputs that it maps over.</param>
/// <param name="Mode">How several of them combine.</param>
internal sealed record StoredMap(IReadOnlyList<string> Over, MapMode Mode);
