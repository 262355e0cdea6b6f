namespace Hypergraph;

/// <summary>Something that happened in one execution of a node; its <see cref="Event.SpanId"/> is that execution's.</summary>
public abstract record NodeEvent : Event
{
    /// <summary>The node's name in its graph. On a bubbled <see cref="InterruptEvent"/> the path, joined by <c>/</c>.</summary>
    public required string NodeName { get; init; }
}
