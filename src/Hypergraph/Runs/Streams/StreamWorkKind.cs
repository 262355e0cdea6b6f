namespace Hypergraph.Runs.Streams;

/// <summary>What a worker of a map over a stream can have to do.</summary>
internal enum StreamWorkKind
{
    /// <summary>Nothing for now: it ends.</summary>
    Exit,

    /// <summary>Run an item, or several one after the other.</summary>
    Run,

    /// <summary>Read the stream on; no other worker does until it is back.</summary>
    Read,
}
