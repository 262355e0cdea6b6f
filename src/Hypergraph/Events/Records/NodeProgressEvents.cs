using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Hypergraph.Events.Origins;

namespace Hypergraph;

/// <summary>A running node reports its progress.</summary>
[JsonConverter(typeof(EventJsonConverter))]
public sealed record NodeProgressEvent : NodeEvent
{
    /// <summary>Creates an event; the required properties must be set.</summary>
    public NodeProgressEvent()
    {
    }

    [SetsRequiredMembers]
    internal NodeProgressEvent(in EventStamp stamp, string nodeName, long done)
        : base(stamp, nodeName) => Done = done;

    /// <summary>The amount of work that is done, in the node's own units.</summary>
    public required long Done { get; init; }

    /// <summary>The total amount of work in the same units; null if it is unknown.</summary>
    public long? Total { get; init; }

    internal override bool IsStartOrEnd => false;
}

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
