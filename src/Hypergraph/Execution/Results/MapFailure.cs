namespace Hypergraph;

/// <summary>An item of a map that failed.</summary>
/// <param name="Index">The item's zero-based place in the input.</param>
/// <param name="Error">What made it fail.</param>
public sealed record MapFailure(int Index, Exception Error);
