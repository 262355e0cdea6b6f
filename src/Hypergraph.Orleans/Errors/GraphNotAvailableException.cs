namespace Hypergraph.Orleans;

/// <summary>The exception that is thrown, before anything runs, when a silo does not have the graph of a call, or has another version of it.</summary>
public sealed class GraphNotAvailableException : Exception
{
    internal GraphNotAvailableException(string message)
        : base(message)
    {
    }
}
