namespace Hypergraph;

/// <summary>A line of an event log.</summary>
/// <param name="Number">The number of the line in its file, counted from 1.</param>
/// <param name="Event">The event; null if the line has none that can be read here.</param>
public sealed record EventLogLine(long Number, Event? Event)
{
    /// <summary>The path of the file, or null for a stream.</summary>
    public string? Path { get; init; }

    /// <summary>Whether the line ends in the middle of an event: its process was killed, or the disk was full.</summary>
    public bool IsTorn { get; init; }

    /// <summary>The type of an event that is not known here; null if the type is known.</summary>
    public string? UnknownType { get; init; }

    /// <summary>What is wrong with a line that is not an event; null if nothing is.</summary>
    public string? Problem { get; init; }
}
