namespace Hypergraph;

/// <summary>A node has completed.</summary>
public sealed record NodeEndEvent : NodeEvent
{
    /// <summary>
    /// The values it gave, by output name; null when no attached processor wants values
    /// (<see cref="EventProcessor.WantsValues"/>).
    /// </summary>
    public IReadOnlyDictionary<string, object?>? Outputs { get; init; }

    /// <summary>The time since its <see cref="NodeStartEvent"/>.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Whether its outputs came from a cache, without calling its function.</summary>
    public bool Cached { get; init; }
}
