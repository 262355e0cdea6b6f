using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Hypergraph;

/// <summary>A node that may make several attempts starts one.</summary>
/// <remarks>
/// All attempts lie between the one start and the one end of the node, and have its <see cref="Event.SpanId"/>; each has exactly one
/// <see cref="NodeAttemptEndEvent"/>.
/// </remarks>
[JsonConverter(typeof(EventJsonConverter))]
public sealed record NodeAttemptStartEvent : NodeEvent
{
    /// <summary>Creates an event; the required properties must be set.</summary>
    public NodeAttemptStartEvent()
    {
    }

    [SetsRequiredMembers]
    internal NodeAttemptStartEvent(in EventStamp stamp, string nodeName, int attempt)
        : base(stamp, nodeName) => Attempt = attempt;

    /// <summary>The number of the attempt in the node's execution, counted from 1.</summary>
    public required int Attempt { get; init; }
}
