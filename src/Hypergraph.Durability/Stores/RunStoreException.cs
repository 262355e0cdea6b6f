namespace Hypergraph.Durability;

/// <summary>A store cannot be opened, read or written, or what it has cannot be used.</summary>
public sealed class RunStoreException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, where, and what to do.</param>
    /// <param name="innerException">The cause; null if there is none.</param>
    public RunStoreException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Whether the same call may succeed later: the store was busy or could not be reached.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Whether a value cannot be stored. That is a failure of the node that returned it, not of the store.</summary>
    internal bool IsOfValue { get; init; }
}
