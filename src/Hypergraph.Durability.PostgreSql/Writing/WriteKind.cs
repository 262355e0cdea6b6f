namespace Hypergraph.Durability.PostgreSql.Writing;

/// <summary>What a write does that must not be done twice.</summary>
internal enum WriteKind
{
    Add,
    Acquire,
    Append,
}
