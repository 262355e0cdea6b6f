namespace Hypergraph.Durability;

/// <summary>When the records of a run are written.</summary>
public enum DurabilityMode
{
    /// <summary>In order, within <see cref="RunStoreOptions.BatchInterval"/>. A crash loses at most that: those executions run again.</summary>
    Batched,

    /// <summary>Before the end of the node is emitted, and before anything depends on it. A crash loses nothing that was reported.</summary>
    Sync,

    /// <summary>At pauses and at the end only. A crash loses everything since.</summary>
    Exit,
}
