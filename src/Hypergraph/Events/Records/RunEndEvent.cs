using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Hypergraph.Events.Origins;

namespace Hypergraph;

/// <summary>A run or a map has ended, with any outcome.</summary>
[JsonConverter(typeof(EventJsonConverter))]
public sealed record RunEndEvent : Event
{
    /// <summary>Creates an event; the required properties must be set.</summary>
    public RunEndEvent()
    {
    }

    [SetsRequiredMembers]
    internal RunEndEvent(in EventStamp stamp, RunStatus status, TimeSpan duration)
        : base(stamp)
    {
        Status = status;
        Duration = duration;
    }

    /// <summary>The outcome.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>The time since its <see cref="RunStartEvent"/>.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>
    /// The number of failures, including those inside nested runs and maps, also if the run continued after them and completed.
    /// </summary>
    public int FailureCount { get; init; }

    /// <summary>The exception of the failure, or null. Null also if the event comes from a log or another process.</summary>
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

    private protected override string DebuggerText => $"{base.DebuggerText}: {Status}";
}
