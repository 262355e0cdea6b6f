namespace Hypergraph;

/// <summary>How a run or a map ended, or that it has not.</summary>
public enum RunStatus
{
    /// <summary>Every node that had to run has run.</summary>
    Completed,

    /// <summary>A node threw, or, in a map, no item succeeded.</summary>
    Failed,

    /// <summary>An interrupt waits for an answer.</summary>
    Paused,

    /// <summary>It was asked to stop, or its token was cancelled, before it was done.</summary>
    Stopped,

    /// <summary>Only of a map: some items succeeded and some did not.</summary>
    Partial,

    /// <summary>It has not ended yet: what a handle says of a run under way, never a result or an event.</summary>
    Running,
}
