using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Hypergraph.Events.Origins;

namespace Hypergraph;

/// <summary>A node has thrown.</summary>
[JsonConverter(typeof(EventJsonConverter))]
public sealed record NodeErrorEvent : NodeEvent
{
    /// <summary>Creates an event; the required properties must be set.</summary>
    public NodeErrorEvent()
    {
    }

    [SetsRequiredMembers]
    internal NodeErrorEvent(in EventStamp stamp, string nodeName, string errorType, string errorMessage, TimeSpan duration)
        : base(stamp, nodeName)
    {
        ErrorType = errorType;
        ErrorMessage = errorMessage;
        Duration = duration;
    }

    /// <summary>The exception; null if the event comes from a log or another process.</summary>
    public Exception? Error { get; init; }

    /// <summary>The full name of the exception's type.</summary>
    public required string ErrorType { get; init; }

    /// <summary>The exception's message.</summary>
    public required string ErrorMessage { get; init; }

    /// <summary>
    /// The place of the failure as one text (<c>files/rows/parse_row [item 0.3]</c>), as far as the exception's data has it
    /// (<see cref="FailureData.Location"/>); null if it is not known.
    /// </summary>
    public string? ErrorLocation { get => field ?? (Error is null ? null : FailureData.LocationOf(Error)); init; }

    /// <summary>The exception's stack trace; null if there is none, or if the log does not have it.</summary>
    public string? ErrorStackTrace { get => field ?? Error?.StackTrace; init; }

    /// <summary>The time since its <see cref="NodeStartEvent"/>.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Whether the function was not called, because a store has the failure of an earlier call of the run.</summary>
    public bool IsRestored { get; init; }

    private protected override string DebuggerText => $"{base.DebuggerText}: {ErrorType}: {ErrorMessage}";
}
