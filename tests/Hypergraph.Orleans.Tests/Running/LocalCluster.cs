namespace Hypergraph.Orleans.Tests.Running;

/// <summary>One silo for all tests of a class.</summary>
public sealed class LocalCluster : IAsyncDisposable
{
    public OrleansRunner Runner { get; } = OrleansRunner.Local();

    public ValueTask DisposeAsync() => Runner.DisposeAsync();
}
