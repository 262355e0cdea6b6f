using Hypergraph.Orleans.Transport.Events;
using Hypergraph.Orleans.Transport.Results;
using Orleans;

namespace Hypergraph.Orleans.Protocol;

/// <summary>
/// An entry in the log of a run, for one item: the assignment of an attempt, its events, or the item's result. The number of an entry is
/// its position in the log.
/// </summary>
[GenerateSerializer]
[Alias("Hypergraph.Orleans.LogEntry")]
[Immutable]
internal sealed class LogEntry
{
    private const int OverheadBytes = 32;

    [NonSerialized]
    private int _bytes;

    [Id(0)]
    public required long Item { get; init; }

    /// <summary>The attempt, from 1 in each epoch.</summary>
    [Id(1)]
    public required int Attempt { get; init; }

    /// <summary>The number of the item's silo failures before this attempt.</summary>
    [Id(2)]
    public int SiloFailures { get; init; }

    [Id(3)]
    public WireEvent[] Events { get; init; } = [];

    /// <summary>The item's result; null if the item has not ended.</summary>
    [Id(4)]
    public WireResult? Result { get; init; }

    /// <summary>The silo to which the attempt is assigned; null for other entries.</summary>
    [Id(5)]
    public string? Silo { get; init; }

    /// <summary>The approximate size in a message.</summary>
    public int Bytes => _bytes > 0 ? _bytes : _bytes = OverheadBytes + Events.Sum(e => e.Bytes) + (Result?.Bytes ?? 0);

    /// <summary>Returns a copy without the events.</summary>
    public LogEntry WithoutEvents() => new() { Item = Item, Attempt = Attempt, SiloFailures = SiloFailures, Result = Result, Silo = Silo };
}
