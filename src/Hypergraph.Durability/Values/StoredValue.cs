namespace Hypergraph.Durability.Values;

/// <summary>A value as declared.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The type of the value, or of its items.</param>
/// <param name="IsCollection">Whether the value is a collection over which a call maps.</param>
internal readonly record struct StoredValue(string Name, Type Type, bool IsCollection = false);
