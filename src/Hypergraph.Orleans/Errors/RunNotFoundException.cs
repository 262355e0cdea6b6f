namespace Hypergraph.Orleans;

/// <summary>The cluster knows no run of an id, or no longer has all of it.</summary>
public sealed class RunNotFoundException : Exception
{
    internal RunNotFoundException(string message)
        : base(message)
    {
    }
}
