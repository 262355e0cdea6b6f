namespace Hypergraph;

/// <summary>The state or outcome of a run or a map.</summary>
public enum RunStatus
{
    /// <summary>It has not ended yet: the status of a handle, never of a result or an event. The default value.</summary>
    Running,

    /// <summary>Every node that had to run has run.</summary>
    Completed,

    /// <summary>A node threw, or, in a map, no item succeeded.</summary>
    Failed,

    /// <summary>An interrupt waits for an answer.</summary>
    Paused,

    /// <summary>It was asked to stop, or its token was canceled, before it was done.</summary>
    Stopped,

    /// <summary>Only for a map: some items succeeded and some did not.</summary>
    Partial,
}
