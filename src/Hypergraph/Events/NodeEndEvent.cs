using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Hypergraph;

/// <summary>A node has completed, or its nested graph was stopped.</summary>
[JsonConverter(typeof(EventJsonConverter))]
public sealed record NodeEndEvent : NodeEvent
{
    /// <summary>Creates an event; what is required has to be given.</summary>
    public NodeEndEvent()
    {
    }

    [SetsRequiredMembers]
    internal NodeEndEvent(in EventStamp stamp, string nodeName, TimeSpan duration)
        : base(stamp, nodeName) => Duration = duration;

    /// <summary>
    /// The values it gave, by output name; null when no attached processor wants values
    /// (<see cref="EventProcessor.WantsValues"/>).
    /// </summary>
    public IReadOnlyDictionary<string, object?>? Outputs { get; init; }

    /// <summary>The time since its <see cref="NodeStartEvent"/>.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Whether its outputs came from a cache, without calling its function.</summary>
    public bool Cached { get; init; }

    /// <summary>
    /// Whether it is a nested graph that was stopped before it was done, so that it gave only what it had by then.
    /// </summary>
    public bool Stopped { get; init; }
}
