namespace Hypergraph.Benchmarks;

/// <summary>What one sample of a side gave.</summary>
/// <param name="Checksum">The sum of what its operations gave; per operation the same on all sides.</param>
/// <param name="Elapsed">The time that counts where that is not the whole sample's; null for the whole.</param>
internal readonly record struct Outcome(double Checksum, TimeSpan? Elapsed = null);
