using Orleans;

namespace Hypergraph.Orleans;

/// <summary>What a coordinator answers to a report. It says each time what was asked of the run, so that no request is lost on its way.</summary>
[GenerateSerializer]
[Immutable]
internal sealed class ReportReply
{
    /// <summary>The answer to a silo that is to give up what it has of the run.</summary>
    public static readonly ReportReply Abort = new();

    /// <summary>Whether the run goes on there.</summary>
    [Id(0)]
    public bool Continues { get; init; }

    /// <summary>Whether the run was asked to stop.</summary>
    [Id(1)]
    public bool Stops { get; init; }

    /// <summary>Whether it was cancelled.</summary>
    [Id(2)]
    public bool Cancels { get; init; }

    [Id(3)]
    public string? StopReason { get; init; }

    /// <summary>Whether no item that has not begun is to begin.</summary>
    [Id(4)]
    public bool IsEnding { get; init; }
}
