using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Hypergraph.Events.Origins;

namespace Hypergraph;

/// <summary>A node has completed, or its nested graph was stopped.</summary>
[JsonConverter(typeof(EventJsonConverter))]
public sealed record NodeEndEvent : NodeEvent
{
    /// <summary>Creates an event; the required properties must be set.</summary>
    public NodeEndEvent()
    {
    }

    [SetsRequiredMembers]
    internal NodeEndEvent(in EventStamp stamp, string nodeName, TimeSpan duration)
        : base(stamp, nodeName) => Duration = duration;

    /// <summary>
    /// The output values by name; null if no attached processor wants values
    /// (<see cref="EventProcessor.WantsValues"/>).
    /// </summary>
    public IReadOnlyDictionary<string, object?>? Outputs { get; init; }

    /// <summary>The time since its <see cref="NodeStartEvent"/>.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Whether the outputs came from a cache, without a call of the function.</summary>
    public bool IsCached { get; init; }

    /// <summary>Whether the function was not called, because a store has the outputs of an earlier call of the run.</summary>
    public bool IsRestored { get; init; }

    /// <summary>
    /// Whether the node is a nested graph that was stopped before its end. Its outputs are then those produced so far.
    /// </summary>
    public bool IsStopped { get; init; }
}
