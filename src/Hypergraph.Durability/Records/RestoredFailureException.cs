namespace Hypergraph.Durability;

/// <summary>A failure of an earlier call, as the store has it. Its node did not run again.</summary>
public sealed class RestoredFailureException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">The message of the failure.</param>
    /// <param name="originalType">The full name of the type of the exception that the node threw.</param>
    /// <param name="originalStackTrace">Where it was thrown; null if that is not known.</param>
    public RestoredFailureException(string message, string originalType, string? originalStackTrace)
        : base(message)
    {
        OriginalType = originalType;
        OriginalStackTrace = originalStackTrace;
    }

    /// <summary>The full name of the type of the exception that the node threw.</summary>
    public string OriginalType { get; }

    /// <summary>Where it was thrown; null if that is not known.</summary>
    public string? OriginalStackTrace { get; }
}
