using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Hypergraph.Events.Origins;

namespace Hypergraph;

/// <summary>A run was asked to stop: running nodes finish, no new nodes start.</summary>
[JsonConverter(typeof(EventJsonConverter))]
public sealed record StopRequestedEvent : Event
{
    /// <summary>Creates an event; the required properties must be set.</summary>
    public StopRequestedEvent()
    {
    }

    [SetsRequiredMembers]
    internal StopRequestedEvent(in EventStamp stamp)
        : base(stamp)
    {
    }

    /// <summary>The reason that the caller supplied; null if there is none.</summary>
    public string? Reason { get; init; }

    internal override bool IsStartOrEnd => false;
}
