using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Hypergraph;

/// <summary>A node that is running tells how far it is.</summary>
[JsonConverter(typeof(EventJsonConverter))]
public sealed record NodeProgressEvent : NodeEvent
{
    /// <summary>Creates an event; what is required has to be given.</summary>
    public NodeProgressEvent()
    {
    }

    [SetsRequiredMembers]
    internal NodeProgressEvent(in EventStamp stamp, string nodeName, long done)
        : base(stamp, nodeName) => Done = done;

    /// <summary>How much is done, in units of the node's own.</summary>
    public required long Done { get; init; }

    /// <summary>How much there is to do in all, in the same units; null if that is not known.</summary>
    public long? Total { get; init; }

    internal override bool IsStartOrEnd => false;
}
