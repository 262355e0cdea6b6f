using Orleans;

namespace Hypergraph.Orleans;

/// <summary>
/// What the caller is told of an item: that an attempt was assigned, events of it, and how the item ended. Its place in the
/// log is its number.
/// </summary>
[GenerateSerializer]
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

    /// <summary>How often the item was lost before this attempt.</summary>
    [Id(2)]
    public int SiloFailures { get; init; }

    [Id(3)]
    public WireEvent[] Events { get; init; } = [];

    /// <summary>How the item ended; null if it has not.</summary>
    [Id(4)]
    public WireResult? Result { get; init; }

    /// <summary>The silo, if this tells that the attempt was given to one.</summary>
    [Id(5)]
    public string? Silo { get; init; }

    /// <summary>About what it takes in a message.</summary>
    public int Bytes => _bytes > 0 ? _bytes : _bytes = OverheadBytes + Events.Sum(e => e.Bytes) + (Result?.Bytes ?? 0);

    /// <summary>The same without its events.</summary>
    public LogEntry WithoutEvents() => new() { Item = Item, Attempt = Attempt, SiloFailures = SiloFailures, Result = Result, Silo = Silo };
}
