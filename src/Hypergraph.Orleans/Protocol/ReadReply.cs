using Orleans;

namespace Hypergraph.Orleans.Protocol;

/// <summary>A coordinator's reply to a read.</summary>
[GenerateSerializer]
[Alias("Hypergraph.Orleans.ReadReply")]
[Immutable]
internal sealed class ReadReply
{
    /// <summary>The coordinator's current epoch; 0 if it does not have the run.</summary>
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

    /// <summary>The reason why the run could not continue; otherwise, null.</summary>
    [Id(4)]
    public string? Failure { get; init; }

    /// <summary>Whether a stop of the run was requested.</summary>
    [Id(5)]
    public bool IsStopped { get; init; }
}
