namespace Hypergraph.Orleans;

/// <summary>No silo that could run the call answers, or those that coordinated it were lost again and again.</summary>
public sealed class ClusterUnavailableException : Exception
{
    internal ClusterUnavailableException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
