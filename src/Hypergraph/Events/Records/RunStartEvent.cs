using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Hypergraph.Events.Origins;

namespace Hypergraph;

/// <summary>A run or a map starts.</summary>
[JsonConverter(typeof(EventJsonConverter))]
public sealed record RunStartEvent : Event
{
    private readonly bool _isMap;

    /// <summary>Creates an event; the required properties must be set.</summary>
    public RunStartEvent()
    {
    }

    [SetsRequiredMembers]
    internal RunStartEvent(in EventStamp stamp)
        : base(stamp)
    {
    }

    /// <summary>
    /// The number of items if this is a map's own run; null otherwise, and for a map over a stream, whose length is
    /// unknown.
    /// </summary>
    public int? MapSize { get; init; }

    /// <summary>Whether this is a map's own run, the parent of its items' runs.</summary>
    public bool IsMap
    {
        get => _isMap || MapSize is not null;
        init => _isMap = value;
    }

    /// <summary>The nested structure of the graph, for a root run; null for nested runs and items.</summary>
    public GraphOutline? Outline { get; init; }
}
