using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Hypergraph.Events.Origins;

namespace Hypergraph;

/// <summary>A node starts.</summary>
[JsonConverter(typeof(EventJsonConverter))]
public sealed record NodeStartEvent : NodeEvent
{
    /// <summary>Creates an event; the required properties must be set.</summary>
    public NodeStartEvent()
    {
    }

    [SetsRequiredMembers]
    internal NodeStartEvent(in EventStamp stamp, string nodeName)
        : base(stamp, nodeName)
    {
    }

    /// <summary>
    /// The input values by name; null if no attached processor wants values
    /// (<see cref="EventProcessor.WantsValues"/>).
    /// </summary>
    public IReadOnlyDictionary<string, object?>? Inputs { get; init; }
}
