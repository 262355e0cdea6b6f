namespace Hypergraph.Tests.Properties;

/// <summary>What a generated graph may hold.</summary>
internal sealed record Tastes(bool Failures);
