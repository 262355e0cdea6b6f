using Orleans;
using Orleans.Placement;

namespace Hypergraph.Orleans.Benchmarks;

/// <inheritdoc/>
[RandomPlacement]
public sealed class NextGrain : Grain, IBareGrain
{
    /// <inheritdoc/>
    public Task<int> NextAsync(int n) => Task.FromResult(n + 1);
}
