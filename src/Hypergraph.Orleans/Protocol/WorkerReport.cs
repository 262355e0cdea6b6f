using Orleans;

namespace Hypergraph.Orleans.Protocol;

/// <summary>Events and results from a silo for the coordinator of the run.</summary>
[GenerateSerializer]
[Alias("Hypergraph.Orleans.WorkerReport")]
[Immutable]
internal sealed class WorkerReport
{
    [Id(0)]
    public required int Epoch { get; init; }

    [Id(1)]
    public required string Silo { get; init; }

    /// <summary>The number of the report; a report that is sent again keeps its number.</summary>
    [Id(2)]
    public required long Number { get; init; }

    [Id(3)]
    public required LogEntry[] Entries { get; init; }
}
