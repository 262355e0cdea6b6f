using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Hypergraph;

/// <summary>A run pauses at an interrupt, until its question is answered.</summary>
/// <remarks>
/// It closes the node's span. A pause inside a nested graph is reported at each level; the outer ones carry the path
/// (<c>review/approve</c>) as <see cref="NodeEvent.NodeName"/>.
/// </remarks>
[JsonConverter(typeof(EventJsonConverter))]
public sealed record InterruptEvent : NodeEvent
{
    /// <summary>Creates an event; what is required has to be given.</summary>
    public InterruptEvent()
    {
    }

    [SetsRequiredMembers]
    internal InterruptEvent(in EventStamp stamp, string nodeName, string responseParameter)
        : base(stamp, nodeName) => ResponseParameter = responseParameter;

    /// <summary>The question, as the interrupt's function made it.</summary>
    public object? Value { get; init; }

    /// <summary>The name under which the answer is to be given.</summary>
    public required string ResponseParameter { get; init; }
}
