namespace Hypergraph.Telemetry;

/// <summary>What listens to a call's telemetry. It is determined once, at the start of a call.</summary>
[Flags]
internal enum TelemetryParts
{
    None = 0,

    /// <summary>A listener of activities.</summary>
    Traces = 1,

    /// <summary>A listener of at least one instrument of runs, items or nodes.</summary>
    Metrics = 2,
}
