using Orleans;

namespace Hypergraph.Orleans;

/// <summary>What a coordinator answers to who begins a run, or an epoch of it.</summary>
[GenerateSerializer]
[Immutable]
internal sealed class StartReply
{
    /// <summary>Why it cannot begin, in words; null if it has begun.</summary>
    [Id(0)]
    public string? Refusal { get; init; }

    /// <summary>Those of the silos that the caller asked about that do not live.</summary>
    [Id(1)]
    public string[] FailedSilos { get; init; } = [];

    /// <summary>How long the cluster may take to notice that silos are lost.</summary>
    [Id(2)]
    public TimeSpan ToNotice { get; init; }
}
