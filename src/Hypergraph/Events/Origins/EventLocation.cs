using Hypergraph.Events.Outcomes;

namespace Hypergraph.Events.Origins;

/// <summary>The location of an event, set explicitly for it: the event comes from a log or from another process.</summary>
/// <param name="NodePath">The node's path; null if it was not set.</param>
/// <param name="ItemPath">The items.</param>
/// <param name="ItemLabel">The label of the innermost item that has one, or null.</param>
internal sealed record EventLocation(string? NodePath, ItemPath ItemPath, string? ItemLabel);
