namespace Hypergraph.Telemetry;

/// <summary>What a run is, for its telemetry.</summary>
internal enum RunKind
{
    /// <summary>The run of a call.</summary>
    Run,

    /// <summary>The map of a call.</summary>
    Map,

    /// <summary>The run of a graph in a node.</summary>
    NestedRun,

    /// <summary>The map over a graph in a node.</summary>
    NestedMap,

    /// <summary>The run of a call in another process.</summary>
    RemoteRun,

    /// <summary>The items in this process of a map in another process.</summary>
    RemoteMap,

    /// <summary>An item of a map.</summary>
    Item,
}
