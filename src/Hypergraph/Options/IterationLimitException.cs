namespace Hypergraph;

/// <summary>A loop did not converge within <see cref="RunOptions.MaxIterations"/>.</summary>
public sealed class IterationLimitException : Exception
{
    internal IterationLimitException(string message, int maxIterations)
        : base(message) => MaxIterations = maxIterations;

    /// <summary>The number of supersteps that the loop was allowed.</summary>
    public int MaxIterations { get; }
}
