using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Hypergraph;

/// <summary>A node that is running has a part of its result ready.</summary>
[JsonConverter(typeof(EventJsonConverter))]
public sealed record StreamingChunkEvent : NodeEvent
{
    /// <summary>Creates an event; what is required has to be given.</summary>
    public StreamingChunkEvent()
    {
    }

    [SetsRequiredMembers]
    internal StreamingChunkEvent(in EventStamp stamp, string nodeName, long index)
        : base(stamp, nodeName) => Index = index;

    /// <summary>The part, as the node gave it.</summary>
    public object? Chunk { get; init; }

    /// <summary>Its zero-based place among the chunks of this execution of the node.</summary>
    public required long Index { get; init; }

    internal override bool IsStartOrEnd => false;
}
