namespace Hypergraph.Benchmarks;

/// <summary>The result of one sample of a side.</summary>
/// <param name="Checksum">The sum of the results of its operations; per operation the same on all sides.</param>
/// <param name="Elapsed">The time that counts where that is not the whole sample's; null for the whole.</param>
internal readonly record struct Outcome(double Checksum, TimeSpan? Elapsed = null);
