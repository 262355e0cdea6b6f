namespace Hypergraph.Orleans;

/// <summary>The exception that is thrown when the cluster has no run with an id, or no longer has all its results.</summary>
public sealed class RunNotFoundException : Exception
{
    internal RunNotFoundException(string message)
        : base(message)
    {
    }
}
