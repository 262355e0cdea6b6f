using Orleans;

namespace Hypergraph.Orleans;

/// <summary>What a coordinator answers to a caller who reads.</summary>
[GenerateSerializer]
[Immutable]
internal sealed class ReadReply
{
    /// <summary>The epoch that the coordinator is in; 0 if it knows nothing of the run.</summary>
    [Id(0)]
    public required int Epoch { get; init; }

    /// <summary>The number of the first entry.</summary>
    [Id(1)]
    public long From { get; init; }

    [Id(2)]
    public LogEntry[] Entries { get; init; } = [];

    /// <summary>Whether nothing follows these entries.</summary>
    [Id(3)]
    public bool IsEnded { get; init; }

    /// <summary>Why the run could not go on, if it could not.</summary>
    [Id(4)]
    public string? Failure { get; init; }

    /// <summary>Whether somebody asked the run to stop.</summary>
    [Id(5)]
    public bool IsStopped { get; init; }
}
