using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Hypergraph;

/// <summary>A run or a map begins.</summary>
[JsonConverter(typeof(EventJsonConverter))]
public sealed record RunStartEvent : Event
{
    private readonly bool _isMap;

    /// <summary>Creates an event; what is required has to be given.</summary>
    public RunStartEvent()
    {
    }

    [SetsRequiredMembers]
    internal RunStartEvent(in EventStamp stamp)
        : base(stamp)
    {
    }

    /// <summary>
    /// The number of items if this is a map's own run; null otherwise, and for a map over a stream, whose length nobody
    /// knows.
    /// </summary>
    public int? MapSize { get; init; }

    /// <summary>Whether this is a map's own run, the parent of its items' runs.</summary>
    public bool IsMap
    {
        get => _isMap || MapSize is not null;
        init => _isMap = value;
    }

    /// <summary>The whole nested structure of the graph, of a root run only; null on nested runs and items.</summary>
    public GraphOutline? Outline { get; init; }
}
