namespace Hypergraph.Orleans;

/// <summary>A silo does not know the graph of a call, or knows another version of it. Thrown before anything runs.</summary>
public sealed class GraphNotAvailableException : Exception
{
    internal GraphNotAvailableException(string message)
        : base(message)
    {
    }
}
