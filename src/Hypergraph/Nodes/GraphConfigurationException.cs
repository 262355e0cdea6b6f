namespace Hypergraph;

/// <summary>A node or a graph cannot be built. The message says what is wrong, where, and how to mend it.</summary>
public sealed class GraphConfigurationException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, where, and how to mend it.</param>
    public GraphConfigurationException(string message)
        : base(message)
    {
    }
}
