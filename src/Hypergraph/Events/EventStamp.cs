namespace Hypergraph;

/// <summary>What every event carries: where it belongs and when it happened.</summary>
/// <param name="Origin">The run, shared by all its events.</param>
/// <param name="SpanId">The scope.</param>
/// <param name="ParentSpanId">The scope around it; <see cref="SpanId.None"/> at the root.</param>
/// <param name="UtcTicks">The time, as <see cref="DateTimeOffset.UtcTicks"/> counts it.</param>
internal readonly record struct EventStamp(EventOrigin Origin, SpanId SpanId, SpanId ParentSpanId, long UtcTicks);
