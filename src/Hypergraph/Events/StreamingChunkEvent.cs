using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Hypergraph;

/// <summary>A running node has produced a part of its result.</summary>
[JsonConverter(typeof(EventJsonConverter))]
public sealed record StreamingChunkEvent : NodeEvent
{
    /// <summary>Creates an event; the required properties must be set.</summary>
    public StreamingChunkEvent()
    {
    }

    [SetsRequiredMembers]
    internal StreamingChunkEvent(in EventStamp stamp, string nodeName, long index)
        : base(stamp, nodeName) => Index = index;

    /// <summary>The part of the result.</summary>
    public object? Chunk { get; init; }

    /// <summary>The zero-based index of the chunk in this execution of the node.</summary>
    public required long Index { get; init; }

    internal override bool IsStartOrEnd => false;
}
