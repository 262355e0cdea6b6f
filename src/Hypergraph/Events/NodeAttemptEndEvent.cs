using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Hypergraph;

/// <summary>An attempt has ended: well, badly, or given up because the node's execution ended first.</summary>
[JsonConverter(typeof(EventJsonConverter))]
public sealed record NodeAttemptEndEvent : NodeEvent
{
    /// <summary>Creates an event; what is required has to be given.</summary>
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

    /// <summary>Which attempt of the node's execution this is, counted from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>The time since its <see cref="NodeAttemptStartEvent"/>.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>What it threw, or null. Null also when the event came from a log or another process.</summary>
    public Exception? Error { get; init; }

    /// <summary>The full name of the type of what it threw, or null.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The message of what it threw, or null.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>
    /// The place of the failure as one text (<c>files/rows/parse_row [item 0.3]</c>), as far as the exception's data has it
    /// (<see cref="FailureData.Location"/>); null if it is not known.
    /// </summary>
    public string? ErrorLocation { get => field ?? (Error is null ? null : FailureData.LocationOf(Error)); init; }
}
