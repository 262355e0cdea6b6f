using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Hypergraph;

/// <summary>A run was asked to stop: running nodes finish, no new one starts.</summary>
[JsonConverter(typeof(EventJsonConverter))]
public sealed record StopRequestedEvent : Event
{
    /// <summary>Creates an event; what is required has to be given.</summary>
    public StopRequestedEvent()
    {
    }

    [SetsRequiredMembers]
    internal StopRequestedEvent(in EventStamp stamp)
        : base(stamp)
    {
    }

    /// <summary>Why, in the words of whoever asked; null if no reason was given.</summary>
    public string? Reason { get; init; }

    internal override bool IsStartOrEnd => false;
}
