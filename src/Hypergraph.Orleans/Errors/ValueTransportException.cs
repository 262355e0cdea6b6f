namespace Hypergraph.Orleans;

/// <summary>A value cannot travel between a caller and a silo. The message names the graph, the node and the value.</summary>
public sealed class ValueTransportException : Exception
{
    internal ValueTransportException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
