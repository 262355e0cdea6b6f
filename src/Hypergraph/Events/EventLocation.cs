namespace Hypergraph;

/// <summary>Where an event happened, as it was set for this event: it came from a log or from another process.</summary>
/// <param name="NodePath">The node's path; null if it was not set.</param>
/// <param name="ItemPath">The items.</param>
/// <param name="ItemLabel">The label of the innermost item that has one, or null.</param>
internal sealed record EventLocation(string? NodePath, ItemPath ItemPath, string? ItemLabel);
