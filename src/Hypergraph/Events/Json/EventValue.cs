namespace Hypergraph;

/// <summary>A value that is about to be written with an event.</summary>
/// <param name="NodePath">The path of the node, with the nodes around it, joined by <c>/</c>; null outside nodes.</param>
/// <param name="Name">The name of the input or output; <c>value</c> for the question of an interrupt, <c>chunk</c> for a chunk.</param>
/// <param name="Value">The value.</param>
public readonly record struct EventValue(string? NodePath, string Name, object? Value);
