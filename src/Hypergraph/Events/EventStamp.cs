namespace Hypergraph;

/// <summary>What every event carries: where it belongs and when it happened.</summary>
internal readonly record struct EventStamp(
    RunId RunId, SpanId SpanId, SpanId? ParentSpanId, DateTimeOffset Timestamp, string? GraphName, string? WorkflowId, int? ItemIndex);
