using Orleans;

namespace Hypergraph.Orleans;

/// <summary>
/// An event as it travels. Spans have small numbers, counted anew for each attempt at an item; what a span's start has
/// said (names, parent, item) its other events do not say again.
/// </summary>
[GenerateSerializer]
[Immutable]
internal sealed class WireEvent
{
    private const int OverheadBytes = 64;

    [Id(0)]
    public required WireEventKind Kind { get; init; }

    /// <summary>The span's number, from 1.</summary>
    [Id(1)]
    public required int Span { get; init; }

    /// <summary>When it happened, in ticks of UTC.</summary>
    [Id(2)]
    public required long Time { get; init; }

    /// <summary>Of a start: the span around it; 0 at the root.</summary>
    [Id(3)]
    public int Parent { get; init; }

    /// <summary>Of a run's start the graph, of a node's the node; of an interrupt the path.</summary>
    [Id(4)]
    public string? Name { get; init; }

    /// <summary>Of a start: the index of the innermost item.</summary>
    [Id(5)]
    public int? Item { get; init; }

    /// <summary>Of a run's start: the size of the map, -1 if unknown; null if it is no map.</summary>
    [Id(6)]
    public int? MapSize { get; init; }

    [Id(7)]
    public RunStatus Status { get; init; }

    /// <summary>Of an end, in ticks.</summary>
    [Id(8)]
    public long Duration { get; init; }

    /// <summary>The attempt, the chunk's index, how much is done, or the number of failures in a run.</summary>
    [Id(9)]
    public long Number { get; init; }

    [Id(10)]
    public long? Total { get; init; }

    /// <summary>Whether it is cached, or a route may open several targets.</summary>
    [Id(11)]
    public bool Flag { get; init; }

    [Id(12)]
    public bool IsStopped { get; init; }

    [Id(13)]
    public string? ErrorType { get; init; }

    [Id(14)]
    public string? ErrorMessage { get; init; }

    /// <summary>A cache's key, a response parameter, the reason of a stop; of a run's start the label of its item.</summary>
    [Id(15)]
    public string? Text { get; init; }

    /// <summary>Of a route: the targets.</summary>
    [Id(16)]
    public string[]? Texts { get; init; }

    /// <summary>Inputs, outputs, the chunk, the question; null if nobody wants them.</summary>
    [Id(17)]
    public WireValue[]? Values { get; init; }

    /// <summary>About what it takes in a message.</summary>
    public int Bytes => OverheadBytes + (ErrorMessage?.Length ?? 0) + WireBatches.BytesOf(Values);
}
