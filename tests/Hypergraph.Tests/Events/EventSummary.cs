using System.Collections;
using System.Globalization;

namespace Hypergraph.Tests.Events;

/// <summary>Events as comparable text.</summary>
internal static class EventSummary
{
    /// <summary>An event in a word: its type and what it is about.</summary>
    public static string Short(Event e) => e switch
    {
        RunStartEvent { MapSize: { } size } => $"map {e.GraphName}({size})",
        RunStartEvent => $"run {e.GraphName}",
        RunEndEvent end => $"end {e.GraphName} {end.Status}",
        NodeStartEvent node => $"+{node.NodeName}",
        NodeEndEvent node => $"-{node.NodeName}",
        NodeErrorEvent node => $"!{node.NodeName}",
        RouteDecisionEvent route => $"?{route.NodeName}={string.Join('|', route.Decision)}",
        CacheHitEvent hit => $"hit {hit.NodeName} {hit.Key}".TrimEnd(),
        NodeAttemptStartEvent attempt => $"try {attempt.NodeName} {attempt.Attempt}",
        NodeAttemptEndEvent attempt => $"tried {attempt.NodeName} {attempt.Attempt} {attempt.ErrorMessage}".TrimEnd(),
        StreamingChunkEvent chunk => $"chunk {chunk.NodeName} {chunk.Index} {chunk.Chunk}",
        NodeProgressEvent progress => $"progress {progress.NodeName} {progress.Done}/{progress.Total}",
        InterruptEvent interrupt => $"interrupt {interrupt.NodeName}",
        StopRequestedEvent => "stop",
        RunResumedEvent => "resume",
        RunStoreErrorEvent => "store error",
        _ => e.GetType().Name,
    };

    public static string[] Short(IEnumerable<Event> events) => [.. events.Select(Short)];

    /// <summary>Events with ids renumbered in order of first appearance, without times.</summary>
    public static string[] Renumbered(IEnumerable<Event> events)
    {
        var runs = new Dictionary<RunId, int>();
        var spans = new Dictionary<SpanId, int>();
        return [.. events.Select(e => string.Create(
            CultureInfo.InvariantCulture,
            $"{Short(e)} run={Number(runs, e.RunId)} span={Number(spans, e.SpanId)} parent={(e.ParentSpanId is { } p ? Number(spans, p) : -1)} item={e.ItemIndex} workflow={e.WorkflowId} {Detail(e)}"))];
    }

    /// <summary>The runs and nodes as a tree whose siblings are sorted: what does not depend on which came first.</summary>
    public static string Tree(IReadOnlyList<Event> events)
    {
        ILookup<SpanId, Event> bySpan = events.ToLookup(e => e.SpanId);
        ILookup<SpanId?, Event> children = events.Where(e => e is RunStartEvent or NodeStartEvent).ToLookup(e => e.ParentSpanId);
        return string.Join('\n', children[null].Select(root => Of(root, string.Empty)));

        string Of(Event start, string indent)
        {
            string own = string.Join("; ", bySpan[start.SpanId].Select(e => $"{Short(e)} item={e.ItemIndex} {Detail(e)}"));
            IEnumerable<string> below = children[start.SpanId].Select(c => Of(c, indent + "  ")).Order(StringComparer.Ordinal);
            return string.Join('\n', below.Prepend(indent + own));
        }
    }

    /// <summary>A value as text, lists by their items.</summary>
    public static string Show(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        IEnumerable list => $"[{string.Join(",", list.Cast<object?>().Select(Show))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
    };

    public static string Show(IReadOnlyDictionary<string, object?>? values) => values is null
        ? "-"
        : string.Join(" ", values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}:{Show(v.Value)}"));

    private static string Detail(Event e) => e switch
    {
        NodeStartEvent start => Show(start.Inputs),
        NodeEndEvent end => Show(end.Outputs),
        NodeErrorEvent error => $"{error.ErrorType}: {error.ErrorMessage}",
        RunEndEvent end => $"{end.ErrorType}: {end.ErrorMessage}",
        _ => string.Empty,
    };

    private static int Number<T>(Dictionary<T, int> seen, T id)
        where T : notnull
    {
        if (!seen.TryGetValue(id, out int number))
        {
            seen.Add(id, number = seen.Count);
        }

        return number;
    }
}
