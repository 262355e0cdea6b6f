using System.Globalization;

namespace Hypergraph.Testing;

/// <summary>Writes an event as a line without ids and times, to compare it: <c>NodeEnd rows/convert [0]</c>.</summary>
/// <remarks>
/// A line is the type of the event without <c>Event</c>, the path of the node or the name of the graph, the indexes of the map items, and what
/// distinguishes the event: <c>RunStart parse (2 items)</c>, <c>RunEnd parse Partial</c>, <c>NodeEnd ask cached</c>, <c>RunResumed parse 12</c>, <c>NodeError parse [1]
/// System.FormatException</c>, <c>RouteDecision next retry, END</c>, <c>NodeAttemptEnd ask 1 System.TimeoutException</c>, <c>NodeProgress load 3/10</c>.
/// </remarks>
public static class EventText
{
    /// <summary>Returns an event as a line.</summary>
    /// <param name="e">The event.</param>
    public static string Of(Event e)
    {
        ArgumentNullException.ThrowIfNull(e);
        string name = e.GetType().Name;
        string?[] words =
        [
            name.EndsWith("Event", StringComparison.Ordinal) ? name[..^"Event".Length] : name,
            e is NodeEvent ? e.NodePath : e.GraphName,
            e.ItemPath.Count == 0 ? null : $"[{string.Join('.', e.ItemPath)}]",
            DetailOf(e),
        ];
        return string.Join(' ', words.Where(word => !string.IsNullOrEmpty(word)));
    }

    /// <summary>Returns events as lines.</summary>
    /// <param name="events">The events.</param>
    public static string[] Of(IEnumerable<Event> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        return [.. events.Select(Of)];
    }

    private static string? DetailOf(Event e) => e switch
    {
        RunStartEvent { IsMap: true } start => start.MapSize is { } size ? $"({size.ToString(CultureInfo.InvariantCulture)} items)" : "(stream)",
        RunEndEvent end => end.Status.ToString(),
        NodeEndEvent end => Words(end.IsCached ? "cached" : null, end.IsRestored ? "restored" : null, end.IsStopped ? "stopped" : null),
        NodeErrorEvent error => Words(error.ErrorType, error.IsRestored ? "restored" : null),
        RouteDecisionEvent route => string.Join(", ", route.Decision),
        NodeAttemptStartEvent attempt => attempt.Attempt.ToString(CultureInfo.InvariantCulture),
        NodeAttemptEndEvent attempt => string.Create(CultureInfo.InvariantCulture, $"{attempt.Attempt} {attempt.ErrorType}").TrimEnd(),
        StreamingChunkEvent chunk => chunk.Index.ToString(CultureInfo.InvariantCulture),
        NodeProgressEvent progress => string.Create(CultureInfo.InvariantCulture, $"{progress.Done}/{(progress.Total is { } total ? total : "?")}"),
        StopRequestedEvent stop => stop.Reason,
        RunResumedEvent resumed => resumed.RestoredNodes.ToString(CultureInfo.InvariantCulture),
        RunStoreErrorEvent error => error.ErrorType,
        _ => null,
    };

    private static string Words(params IEnumerable<string?> words) => string.Join(' ', words.Where(word => word is not null));
}
