namespace Hypergraph.Orleans.Tests.Telemetry;

/// <summary>Tests that listen to the telemetry of the whole process, so one at a time and none beside others.</summary>
[CollectionDefinition(nameof(TelemetryTests), DisableParallelization = true)]
public sealed class TelemetryTests;
