using System.Globalization;
using System.Text.Json;
using Hypergraph.Dashboard.Json;

namespace Hypergraph.Dashboard.Reports;

/// <summary>Describes events for the log.</summary>
internal static class EventText
{
    /// <summary>Describes an event.</summary>
    public static ListedEvent Describe(long number, Event e, string? values) => new(number, e.Timestamp, KindOf(e), e.Path, TextOf(e), values);

    /// <summary>The name of the type of an event, as in <c>nodeStart</c>.</summary>
    public static string KindOf(Event e) => KindNames.GetOrAdd(e.GetType(), static type => JsonNamingPolicy.CamelCase.ConvertName(type.Name[..^nameof(Event).Length]));

    /// <summary>Whether an event is one of a node, or of what runs in it.</summary>
    public static bool IsAt(Event e, string node) =>
        e.NodePath is { } path && path.StartsWith(node, StringComparison.Ordinal) && (path.Length == node.Length || path[node.Length] == '/');

    /// <summary>Whether an event of the log has a text, in any case of its letters.</summary>
    public static bool Contains(ListedEvent e, string text) =>
        e.Text.Contains(text, StringComparison.OrdinalIgnoreCase) || e.Kind.Contains(text, StringComparison.OrdinalIgnoreCase) || e.Path?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<Type, string> KindNames = new();

    private static string TextOf(Event e) => e switch
    {
        RunStartEvent { IsMap: true } start => $"Map of {start.GraphName ?? "graph"} over {(start.MapSize is { } size ? $"{Number(size)} items" : "a stream")}",
        RunStartEvent start => $"Run of {start.GraphName ?? "graph"}{Label(start)}",
        RunEndEvent end => $"{Names.Of(end.Status)} after {Time(end.Duration)}{(end.ErrorMessage is { } error ? $": {error}" : string.Empty)}",
        NodeStartEvent start => $"begins{Label(start)}",
        NodeEndEvent end => $"{(end.IsStopped ? "stopped" : end.IsRestored ? "restored" : end.IsCached ? "from a cache" : "done")} after {Time(end.Duration)}",
        NodeErrorEvent error => $"{(error.IsRestored ? "failed, restored" : "failed")} after {Time(error.Duration)}: {error.ErrorType}: {error.ErrorMessage}",
        InterruptEvent interrupt => $"asks for '{interrupt.ResponseParameter}'",
        RouteDecisionEvent decision => $"chooses {(decision.Decision.Count == 0 ? "nothing" : string.Join(", ", decision.Decision))}",
        NodeAttemptStartEvent attempt => $"attempt {Number(attempt.Attempt)}",
        NodeAttemptEndEvent attempt => $"attempt {Number(attempt.Attempt)} {(attempt.ErrorMessage is { } error ? $"failed: {error}" : "done")} after {Time(attempt.Duration)}",
        CacheHitEvent => "outputs from a cache",
        StreamingChunkEvent chunk => $"chunk {Number(chunk.Index)}",
        NodeProgressEvent progress => $"{Number(progress.Done)} of {(progress.Total is { } total ? Number(total) : "unknown")}",
        StopRequestedEvent stop => stop.Reason is { } reason ? $"stop requested: {reason}" : "stop requested",
        RunResumedEvent resumed => $"continues a stored run with {Number(resumed.RestoredNodes)} executions",
        RunStoreErrorEvent error => $"the store failed: {error.ErrorMessage}",
        _ => string.Empty,
    };

    private static string Label(Event e) => e.ItemLabel is { } label ? $" ({label})" : string.Empty;

    private static string Number<T>(T number)
        where T : IFormattable => number.ToString(null, CultureInfo.InvariantCulture);

    private static string Time(TimeSpan time) => time.TotalSeconds < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.##} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.##} s");
}
