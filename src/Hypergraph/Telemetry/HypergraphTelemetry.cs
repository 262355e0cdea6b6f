namespace Hypergraph;

/// <summary>
/// The names under which runs are traced and measured. Add them to what listens, such as the tracer and the meter provider of OpenTelemetry. Without a
/// listener, runs create nothing for it. <c>docs/telemetry.md</c> lists the activities, the instruments and their attributes.
/// </summary>
public static class HypergraphTelemetry
{
    /// <summary>The name of the <see cref="System.Diagnostics.ActivitySource"/> of runs, maps, items and nodes.</summary>
    public const string ActivitySourceName = "Hypergraph";

    /// <summary>The name of the <see cref="System.Diagnostics.Metrics.Meter"/> of runs, maps, items, nodes and queues of events.</summary>
    public const string MeterName = "Hypergraph";
}
