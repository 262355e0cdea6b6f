namespace Hypergraph.Tests.Telemetry;

/// <summary>A span as it was sent.</summary>
/// <param name="TraceId">The trace.</param>
/// <param name="SpanId">The span.</param>
/// <param name="ParentId">The span around it; empty for a root.</param>
/// <param name="Name">The name.</param>
/// <param name="Attributes">The attributes; those that are no texts are null.</param>
internal sealed record OtlpSpan(string TraceId, string SpanId, string ParentId, string Name, IReadOnlyDictionary<string, string?> Attributes);
