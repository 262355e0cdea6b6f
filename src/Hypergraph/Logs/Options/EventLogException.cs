namespace Hypergraph;

/// <summary>A line of an event log cannot be read: it is not an event, or has a newer format.</summary>
public sealed class EventLogException : Exception
{
    /// <summary>Creates the exception.</summary>
    public EventLogException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, and where.</param>
    public EventLogException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, and where.</param>
    /// <param name="innerException">The cause.</param>
    public EventLogException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
