namespace Hypergraph.Orleans;

/// <summary>The exception that is thrown when a value cannot be sent between a caller and a silo. The message names the graph, the node and the value.</summary>
public sealed class ValueTransportException : Exception
{
    internal ValueTransportException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
