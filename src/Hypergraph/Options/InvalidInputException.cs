namespace Hypergraph;

/// <summary>
/// A call supplies an input that the graph cannot accept: an unknown name, a value of the wrong type,
/// collections of different lengths. Thrown before any node runs and before any event.
/// </summary>
public sealed class InvalidInputException : ArgumentException
{
    /// <summary>Creates the exception. For runners in other packages, and for tests.</summary>
    /// <param name="message">The input, what is wrong with it, and how to repair it.</param>
    /// <param name="input">The input that it is about, or null if it is about several.</param>
    public InvalidInputException(string message, string? input)
        : base(message) => Input = input;

    /// <summary>The input that it is about, or null if it is about several.</summary>
    public string? Input { get; }
}
