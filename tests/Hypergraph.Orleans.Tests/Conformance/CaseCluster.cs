namespace Hypergraph.Orleans.Tests.Conformance;

/// <summary>A cluster of one silo for all cases.</summary>
public sealed class CaseCluster : IAsyncDisposable
{
    public OrleansRunner Runner { get; } = OrleansRunner.Local();

    public ValueTask DisposeAsync() => Runner.DisposeAsync();
}
