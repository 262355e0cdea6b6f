namespace Hypergraph.Durability.Values;

/// <summary>How a stored call maps.</summary>
/// <param name="Over">The inputs that it maps over.</param>
/// <param name="Mode">How several of them combine.</param>
/// <param name="ErrorHandling">What a failed item means for the call that stored it; null in what earlier versions have stored.</param>
internal sealed record StoredMap(IReadOnlyList<string> Over, MapMode Mode, ErrorHandling? ErrorHandling);
