namespace Hypergraph.Orleans;

/// <summary>The exception that is thrown when the silos of a run or an item fail more often than it may be retried. It may crash its silos.</summary>
public sealed class ItemLostException : Exception
{
    internal ItemLostException(string message)
        : base(message)
    {
    }
}
