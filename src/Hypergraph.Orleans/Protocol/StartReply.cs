using Orleans;

namespace Hypergraph.Orleans.Protocol;

/// <summary>A coordinator's reply to the start of a run or of an epoch.</summary>
[GenerateSerializer]
[Alias("Hypergraph.Orleans.StartReply")]
[Immutable]
internal sealed class StartReply
{
    /// <summary>The reason why the run cannot start; null if it has started.</summary>
    [Id(0)]
    public string? Refusal { get; init; }

    /// <summary>The previous silos that have failed.</summary>
    [Id(1)]
    public string[] FailedSilos { get; init; } = [];

    /// <summary>The time that the cluster may need to detect failed silos.</summary>
    [Id(2)]
    public TimeSpan DetectionTime { get; init; }
}
