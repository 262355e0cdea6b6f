namespace Hypergraph;

/// <summary>A call does not supply an input that the graph requires. Thrown before any node runs and before any event.</summary>
public sealed class MissingInputException : ArgumentException
{
    internal MissingInputException(string message, IReadOnlyList<string> inputs)
        : base(message) => Inputs = inputs;

    /// <summary>The inputs that are missing.</summary>
    public IReadOnlyList<string> Inputs { get; }
}
