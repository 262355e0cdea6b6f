namespace Hypergraph.Testing;

/// <summary>The events of a run are not as a test expects. The message has the expected and the actual events.</summary>
public sealed class EventAssertionException : Exception
{
    internal EventAssertionException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
