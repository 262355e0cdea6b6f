using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Hypergraph;

/// <summary>A node that may be tried several times calls its function once more.</summary>
/// <remarks>
/// All attempts lie within the node's one start and one end, and share its <see cref="Event.SpanId"/>; each has exactly one
/// <see cref="NodeAttemptEndEvent"/>.
/// </remarks>
[JsonConverter(typeof(EventJsonConverter))]
public sealed record NodeAttemptStartEvent : NodeEvent
{
    /// <summary>Creates an event; what is required has to be given.</summary>
    public NodeAttemptStartEvent()
    {
    }

    [SetsRequiredMembers]
    internal NodeAttemptStartEvent(in EventStamp stamp, string nodeName, int attempt)
        : base(stamp, nodeName) => Attempt = attempt;

    /// <summary>Which attempt of the node's execution this is, counted from 1.</summary>
    public required int Attempt { get; init; }
}
