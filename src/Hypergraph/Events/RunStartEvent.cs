using System.Diagnostics.CodeAnalysis;

namespace Hypergraph;

/// <summary>A run or a map begins.</summary>
public sealed record RunStartEvent : Event
{
    /// <summary>Creates an event; what is required has to be given.</summary>
    public RunStartEvent()
    {
    }

    [SetsRequiredMembers]
    internal RunStartEvent(in EventStamp stamp)
        : base(stamp)
    {
    }

    /// <summary>The number of items if this is a map's own run; null otherwise. This is what makes it a map.</summary>
    public int? MapSize { get; init; }

    /// <summary>Whether this is a map's own run, the parent of its items' runs.</summary>
    public bool IsMap => MapSize is not null;

    /// <summary>The whole nested structure of the graph, of a root run only; null on nested runs and items.</summary>
    public GraphOutline? Outline { get; init; }
}
