namespace Hypergraph.Conformance;

/// <summary>What a body's <c>fail</c> throws.</summary>
public sealed class BodyException : Exception
{
    public BodyException(string message)
        : base(message)
    {
    }
}
