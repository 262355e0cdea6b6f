using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Hypergraph;

/// <summary>Something that happened in one execution of a node. <see cref="Event.SpanId"/> is the span of that execution.</summary>
[JsonConverter(typeof(EventJsonConverter))]
public abstract record NodeEvent : Event
{
    /// <summary>Creates an event; the required properties must be set.</summary>
    protected NodeEvent()
    {
    }

    [SetsRequiredMembers]
    private protected NodeEvent(in EventStamp stamp, string nodeName)
        : base(stamp) => NodeName = nodeName;

    /// <summary>The node's name in its graph. On a bubbled <see cref="InterruptEvent"/> the path, joined by <c>/</c>.</summary>
    public required string NodeName { get; init; }

    private protected override string? OwnNode => NodeName;
}
