using Orleans;

namespace Hypergraph.Orleans;

/// <summary>What has become of a single run that was to begin at once.</summary>
[GenerateSerializer]
[Immutable]
internal sealed class SingleReply
{
    /// <summary>The answer where it was not begun: the silo has no room, or not all silos are known to have the graph.</summary>
    public static readonly SingleReply NotBegun = new();

    /// <summary>The silo that has begun it; null if it was not begun.</summary>
    [Id(0)]
    public string? Silo { get; init; }

    /// <summary>All that it has told, and its result; null if it goes on. Then the silo waits for the run's coordinator.</summary>
    [Id(1)]
    public LogEntry? End { get; init; }
}
