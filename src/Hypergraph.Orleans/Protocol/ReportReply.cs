using Orleans;

namespace Hypergraph.Orleans.Protocol;

/// <summary>A coordinator's reply to a report. Each reply repeats the requests to the run, so that no request is missed.</summary>
[GenerateSerializer]
[Alias("Hypergraph.Orleans.ReportReply")]
[Immutable]
internal sealed class ReportReply
{
    /// <summary>The reply that makes a silo abort its items of the run.</summary>
    public static readonly ReportReply Abort = new();

    /// <summary>Whether the run continues on the silo.</summary>
    [Id(0)]
    public bool Continues { get; init; }

    /// <summary>Whether a stop was requested.</summary>
    [Id(1)]
    public bool Stops { get; init; }

    /// <summary>Whether a cancellation was requested.</summary>
    [Id(2)]
    public bool Cancels { get; init; }

    [Id(3)]
    public string? StopReason { get; init; }

    /// <summary>Whether no further item may start.</summary>
    [Id(4)]
    public bool IsEnding { get; init; }
}
