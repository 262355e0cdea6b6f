using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Hypergraph.Events.Origins;

namespace Hypergraph;

/// <summary>A node's outputs came from a cache: its function is not called. Its <see cref="NodeEndEvent"/> follows.</summary>
[JsonConverter(typeof(EventJsonConverter))]
public sealed record CacheHitEvent : NodeEvent
{
    /// <summary>Creates an event; the required properties must be set.</summary>
    public CacheHitEvent()
    {
    }

    [SetsRequiredMembers]
    internal CacheHitEvent(in EventStamp stamp, string nodeName)
        : base(stamp, nodeName)
    {
    }

    /// <summary>The key under which the outputs were found, or null if the cache does not report it.</summary>
    public string? Key { get; init; }

    internal override bool IsStartOrEnd => false;
}
