namespace Hypergraph.Durability.Testing;

/// <summary>A store does not do what every store must.</summary>
public sealed class RunStoreConformanceException : Exception
{
    internal RunStoreConformanceException(RunStoreCase failedCase, string message)
        : base($"The store does not conform: {failedCase.Name}. {message}") => Case = failedCase;

    /// <summary>The case that failed.</summary>
    public RunStoreCase Case { get; }
}
