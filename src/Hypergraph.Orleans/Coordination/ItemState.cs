namespace Hypergraph.Orleans;

/// <summary>How far an item is.</summary>
internal enum ItemState
{
    /// <summary>It has to be run, or run again.</summary>
    Waiting,

    /// <summary>A silo has it.</summary>
    Assigned,

    /// <summary>It has ended: its result is in the log.</summary>
    Ended,
}
