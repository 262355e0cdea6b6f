namespace Hypergraph.Orleans;

/// <summary>Which event a <see cref="WireEvent"/> is.</summary>
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
}
