namespace Hypergraph.Orleans.Protocol;

/// <summary>What the grains of runs have in common.</summary>
internal static class RunGrains
{
    /// <summary>The name of their grain directory.</summary>
    public const string Directory = "hypergraph";
}
