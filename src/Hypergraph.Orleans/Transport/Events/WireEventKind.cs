namespace Hypergraph.Orleans.Transport.Events;

/// <summary>The kind of a <see cref="WireEvent"/>.</summary>
internal enum WireEventKind : byte
{
    RunStart,
    RunEnd,
    NodeStart,
    NodeEnd,
    NodeError,
    Route,
    Interrupt,
    StopRequested,
    CacheHit,
    AttemptStart,
    AttemptEnd,
    Progress,
    Chunk,
    RunResumed,
    RunStoreError,
}
