using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Hypergraph.Events.Origins;

namespace Hypergraph;

/// <summary>A run was asked to stop: running nodes finish, no new nodes start.</summary>
[JsonConverter(typeof(EventJsonConverter))]
public sealed record StopRequestedEvent : Event
{
    /// <summary>Creates an event; the required properties must be set.</summary>
    public StopRequestedEvent()
    {
    }

    [SetsRequiredMembers]
    internal StopRequestedEvent(in EventStamp stamp)
        : base(stamp)
    {
    }

    /// <summary>The reason that the caller supplied; null if there is none.</summary>
    public string? Reason { get; init; }

    internal override bool IsStartOrEnd => false;
}

/// <summary>A call continues a run that a store has. It follows the <see cref="RunStartEvent"/> of the root run.</summary>
/// <remarks>
/// What is restored starts and ends like all other executions. Its ends say so: <see cref="NodeEndEvent.IsRestored"/>, <see cref="NodeErrorEvent.IsRestored"/>.
/// </remarks>
[JsonConverter(typeof(EventJsonConverter))]
public sealed record RunResumedEvent : Event
{
    /// <summary>Creates an event; the required properties must be set.</summary>
    public RunResumedEvent()
    {
    }

    [SetsRequiredMembers]
    internal RunResumedEvent(in EventStamp stamp, int restoredNodes)
        : base(stamp) => RestoredNodes = restoredNodes;

    /// <summary>The number of executions of nodes that the store has. A call that fails or stops early restores fewer.</summary>
    public required int RestoredNodes { get; init; }

    internal override bool IsStartOrEnd => false;
}

/// <summary>A write to the store of a run has failed, and the run continues without it: what it does from now on may run again after a restart.</summary>
[JsonConverter(typeof(EventJsonConverter))]
public sealed record RunStoreErrorEvent : Event
{
    /// <summary>Creates an event; the required properties must be set.</summary>
    public RunStoreErrorEvent()
    {
    }

    [SetsRequiredMembers]
    internal RunStoreErrorEvent(in EventStamp stamp, string errorType, string errorMessage)
        : base(stamp)
    {
        ErrorType = errorType;
        ErrorMessage = errorMessage;
    }

    /// <summary>The exception; null if the event comes from a log or another process.</summary>
    public Exception? Error { get; init; }

    /// <summary>The full name of the exception's type.</summary>
    public required string ErrorType { get; init; }

    /// <summary>The exception's message.</summary>
    public required string ErrorMessage { get; init; }

    internal override bool IsStartOrEnd => false;

    private protected override string DebuggerText => $"{base.DebuggerText}: {ErrorType}: {ErrorMessage}";
}
