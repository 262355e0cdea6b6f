using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Hypergraph.Events.Origins;

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

/// <summary>An attempt has ended: with a result, with an exception, or because the node's execution ended first.</summary>
[JsonConverter(typeof(EventJsonConverter))]
public sealed record NodeAttemptEndEvent : NodeEvent
{
    /// <summary>Creates an event; the required properties must be set.</summary>
    public NodeAttemptEndEvent()
    {
    }

    [SetsRequiredMembers]
    internal NodeAttemptEndEvent(in EventStamp stamp, string nodeName, int attempt, TimeSpan duration)
        : base(stamp, nodeName)
    {
        Attempt = attempt;
        Duration = duration;
    }

    /// <summary>The number of the attempt in the node's execution, counted from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>The time since its <see cref="NodeAttemptStartEvent"/>.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The exception, or null. Null also if the event comes from a log or another process.</summary>
    public Exception? Error { get; init; }

    /// <summary>The full name of the exception's type, or null.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The message of the exception, or null.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>
    /// The place of the failure as one text (<c>files/rows/parse_row [item 0.3]</c>), as far as the exception's data has it
    /// (<see cref="FailureData.Location"/>); null if it is not known.
    /// </summary>
    public string? ErrorLocation { get => field ?? (Error is null ? null : FailureData.LocationOf(Error)); init; }
}
