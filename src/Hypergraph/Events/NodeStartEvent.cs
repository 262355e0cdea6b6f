namespace Hypergraph;

/// <summary>A node begins.</summary>
public sealed record NodeStartEvent : NodeEvent
{
    /// <summary>
    /// The values it is called with, by input name; null when no attached processor wants values
    /// (<see cref="EventProcessor.WantsValues"/>).
    /// </summary>
    public IReadOnlyDictionary<string, object?>? Inputs { get; init; }
}
