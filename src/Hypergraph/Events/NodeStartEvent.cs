using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Hypergraph;

/// <summary>A node begins.</summary>
[JsonConverter(typeof(EventJsonConverter))]
public sealed record NodeStartEvent : NodeEvent
{
    /// <summary>Creates an event; what is required has to be given.</summary>
    public NodeStartEvent()
    {
    }

    [SetsRequiredMembers]
    internal NodeStartEvent(in EventStamp stamp, string nodeName)
        : base(stamp, nodeName)
    {
    }

    /// <summary>
    /// The values it is called with, by input name; null when no attached processor wants values
    /// (<see cref="EventProcessor.WantsValues"/>).
    /// </summary>
    public IReadOnlyDictionary<string, object?>? Inputs { get; init; }
}
