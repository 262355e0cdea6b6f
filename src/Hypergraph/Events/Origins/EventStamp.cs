namespace Hypergraph.Events.Origins;

/// <summary>The location and the time of an event.</summary>
/// <param name="Origin">The run, shared by all its events.</param>
/// <param name="SpanId">The span.</param>
/// <param name="ParentSpanId">The span around it; <see cref="SpanId.None"/> at the root.</param>
/// <param name="UtcTicks">The time, as <see cref="DateTimeOffset.UtcTicks"/> counts it.</param>
internal readonly record struct EventStamp(EventOrigin Origin, SpanId SpanId, SpanId ParentSpanId, long UtcTicks);
