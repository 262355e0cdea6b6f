namespace Hypergraph.Orleans;

/// <summary>A run or an item was lost with its silo more often than it may be tried again. It may be what ends its silos.</summary>
public sealed class ItemLostException : Exception
{
    internal ItemLostException(string message)
        : base(message)
    {
    }
}
