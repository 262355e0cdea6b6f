using Hypergraph.Orleans.Transport.Values;
using Orleans;

namespace Hypergraph.Orleans.Transport.Events;

/// <summary>
/// The serialized form of an event. Spans have small numbers, from 1 in each attempt at an item. Only the start event of a span
/// contains its names, its parent and its item.
/// </summary>
[GenerateSerializer]
[Alias("Hypergraph.Orleans.WireEvent")]
[Immutable]
internal sealed class WireEvent
{
    private const int OverheadBytes = 64;

    [Id(0)]
    public required WireEventKind Kind { get; init; }

    /// <summary>The span's number, from 1.</summary>
    [Id(1)]
    public required int Span { get; init; }

    /// <summary>The time of the event, in UTC ticks.</summary>
    [Id(2)]
    public required long Time { get; init; }

    /// <summary>Of a start: the parent span; 0 at the root.</summary>
    [Id(3)]
    public int Parent { get; init; }

    /// <summary>Of a run's start: the graph; of a node's start: the node; of an interrupt: the path.</summary>
    [Id(4)]
    public string? Name { get; init; }

    /// <summary>Of a start: the index of the innermost item.</summary>
    [Id(5)]
    public int? Item { get; init; }

    /// <summary>Of a run's start: the size of the map, -1 if unknown; null if the run is not a map.</summary>
    [Id(6)]
    public int? MapSize { get; init; }

    [Id(7)]
    public RunStatus Status { get; init; }

    /// <summary>Of an end: the duration, in ticks.</summary>
    [Id(8)]
    public long Duration { get; init; }

    /// <summary>The attempt, the index of the chunk, the progress, the number of failures in a run, or of the restored executions.</summary>
    [Id(9)]
    public long Number { get; init; }

    [Id(10)]
    public long? Total { get; init; }

    /// <summary>Whether the result is cached, or whether a route may choose several targets.</summary>
    [Id(11)]
    public bool Flag { get; init; }

    [Id(12)]
    public bool IsStopped { get; init; }

    [Id(13)]
    public string? ErrorType { get; init; }

    [Id(14)]
    public string? ErrorMessage { get; init; }

    /// <summary>The cache key, the response parameter, the reason of a stop, or, of a run's start, the label of its item.</summary>
    [Id(15)]
    public string? Text { get; init; }

    /// <summary>Of a route: the targets.</summary>
    [Id(16)]
    public string[]? Texts { get; init; }

    /// <summary>The inputs, outputs, chunk or question; null if no listener needs them.</summary>
    [Id(17)]
    public WireValue[]? Values { get; init; }

    /// <summary>Of a start: the bytes of its span on the silo, which are those of its activity if it has one; of a run's start, also those of its run.</summary>
    [Id(18)]
    public byte[]? Ids { get; init; }

    /// <summary>Of an end: whether it comes from the run's store.</summary>
    [Id(19)]
    public bool IsRestored { get; init; }

    /// <summary>The approximate size in a message.</summary>
    public int Bytes => OverheadBytes + (ErrorMessage?.Length ?? 0) + WireValue.BytesOf(Values);
}
