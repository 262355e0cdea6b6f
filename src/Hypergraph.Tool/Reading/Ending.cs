namespace Hypergraph.Tool.Reading;

/// <summary>How a span has ended.</summary>
internal enum Ending
{
    /// <summary>It succeeded.</summary>
    Done,

    /// <summary>Its outputs came from a cache.</summary>
    Cached,

    /// <summary>It succeeded in an earlier call, and its outputs came from the store of the run.</summary>
    Restored,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>It waits for an answer.</summary>
    Paused,

    /// <summary>It was stopped.</summary>
    Stopped,

    /// <summary>Some items of a map failed.</summary>
    Partial,
}
