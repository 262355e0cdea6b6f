namespace Hypergraph.Orleans.Coordination;

/// <summary>The state of an item.</summary>
internal enum ItemState
{
    /// <summary>The item waits to run, or to run again.</summary>
    Waiting,

    /// <summary>The item is assigned to a silo.</summary>
    Assigned,

    /// <summary>The item has ended; its result is in the log.</summary>
    Ended,
}
