using Orleans;

namespace Hypergraph.Orleans.Benchmarks;

/// <summary>What the work of <see cref="BenchCluster.Work"/> costs as a call of a grain, without the engine.</summary>
[Alias("Hypergraph.Orleans.Benchmarks.IBareGrain")]
public interface IBareGrain : IGrainWithIntegerKey
{
    /// <summary>Returns the next number.</summary>
    [Alias("Next")]
    Task<int> NextAsync(int n);
}
