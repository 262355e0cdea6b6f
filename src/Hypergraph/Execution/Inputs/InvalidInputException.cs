namespace Hypergraph;

/// <summary>
/// A call gives something that the graph cannot take: a name that it does not know, a value of the wrong type,
/// collections of different lengths. Thrown before anything runs and before any event.
/// </summary>
public sealed class InvalidInputException : ArgumentException
{
    internal InvalidInputException(string message, string? input)
        : base(message) => Input = input;

    /// <summary>The input that it is about, or null if it is about several.</summary>
    public string? Input { get; }
}
