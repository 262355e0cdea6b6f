namespace Hypergraph.Orleans;

/// <summary>The exception that is thrown when no silo that can run the call answers, or when its coordinators fail repeatedly.</summary>
public sealed class ClusterUnavailableException : Exception
{
    internal ClusterUnavailableException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
