namespace Hypergraph;

/// <summary>A node or a graph cannot be built. The message has the error, its location, and the remedy.</summary>
public sealed class GraphConfigurationException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">The error, its location, and the remedy.</param>
    public GraphConfigurationException(string message)
        : base(message)
    {
    }
}
