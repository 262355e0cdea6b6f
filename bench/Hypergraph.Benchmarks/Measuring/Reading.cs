namespace Hypergraph.Benchmarks;

/// <summary>What one operation of a side costs.</summary>
/// <param name="Name">The side.</param>
/// <param name="Nanoseconds">The median of all samples.</param>
/// <param name="Bytes">What it allocates, on all threads; the median of all samples.</param>
internal sealed record Reading(string Name, double Nanoseconds, double Bytes)
{
    /// <summary>What each operation adds, of two readings of the same work in different sizes.</summary>
    public static Reading Difference(string name, Reading large, int largeSize, Reading small, int smallSize) => new(
        name,
        (large.Nanoseconds - small.Nanoseconds) / (largeSize - smallSize),
        (large.Bytes - small.Bytes) / (largeSize - smallSize));

    /// <summary>The same cost shared out to the parts of an operation.</summary>
    public Reading Per(int parts) => this with { Nanoseconds = Nanoseconds / parts, Bytes = Bytes / parts };
}
