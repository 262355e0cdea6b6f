using System.Text.Json.Nodes;

namespace Hypergraph.Conformance;

/// <summary>Writes a stream of events as a case does, and compares two of them.</summary>
public static class EventStream
{
    /// <summary>The events as a case writes them, ids numbered in order of first appearance.</summary>
    public static List<JsonObject> Write(IReadOnlyList<Event> events)
    {
        var runs = new Dictionary<RunId, int>();
        var spans = new Dictionary<SpanId, int>();
        return [.. events.Select(e => Write(e, runs, spans))];
    }

    /// <summary>The first difference, or null.</summary>
    public static string? Compare(JsonArray expected, List<JsonObject> actual, bool isTotal)
    {
        JsonObject[] wanted = [.. expected.Select(e => e!.AsObject())];
        return isTotal ? CompareInOrder(wanted, actual) : ComparePartially(wanted, actual);
    }

    private static JsonObject Write(Event e, Dictionary<RunId, int> runs, Dictionary<SpanId, int> spans)
    {
        var json = new JsonObject
        {
            ["type"] = e.GetType().Name[..^"Event".Length],
            ["run"] = NumberOf(runs, e.RunId),
            ["span"] = NumberOf(spans, e.SpanId),
            ["parent"] = e.ParentSpanId is { } parent ? NumberOf(spans, parent) : null,
        };
        if (e.GraphName is { } graph)
        {
            json["graph"] = graph;
        }

        WriteOwn(e, json);
        if (e.ItemIndex is { } item)
        {
            json["item"] = item;
        }

        return json;
    }

    private static void WriteOwn(Event e, JsonObject json)
    {
        if (e is NodeEvent node)
        {
            json["node"] = node.NodeName;
        }

        switch (e)
        {
            case RunStartEvent { MapSize: { } size }:
                json["map_size"] = size;
                break;
            case RunEndEvent end:
                json["status"] = StatusOf(end.Status);
                break;
            case NodeEndEvent { IsCached: true }:
                json["cached"] = true;
                break;
            case RouteDecisionEvent route:
                json["decision"] = route.AllowsMultiple ? JsonValues.Write(route.Decision) : JsonValues.Write(route.Decision.SingleOrDefault());
                break;
            case InterruptEvent interrupt:
                json["response_param"] = interrupt.ResponseParameter;
                json["value"] = JsonValues.Write(interrupt.Value);
                break;
        }
    }

    /// <summary>A status as cases write it.</summary>
    public static string StatusOf(RunStatus status) => status switch
    {
        RunStatus.Completed => "completed",
        RunStatus.Failed => "failed",
        RunStatus.Paused => "paused",
        RunStatus.Stopped => "stopped",
        _ => "partial",
    };

    private static int NumberOf<T>(Dictionary<T, int> numbers, T id)
        where T : notnull
    {
        if (!numbers.TryGetValue(id, out int number))
        {
            numbers[id] = number = numbers.Count + 1;
        }

        return number;
    }

    private static string? CompareInOrder(JsonObject[] expected, List<JsonObject> actual)
    {
        for (int i = 0; i < Math.Max(expected.Length, actual.Count); i++)
        {
            JsonObject? wanted = i < expected.Length ? expected[i] : null;
            JsonObject? got = i < actual.Count ? actual[i] : null;
            if (!JsonNode.DeepEquals(wanted, got))
            {
                return $"event {i + 1}: expected {Show(wanted)}, got {Show(got)}";
            }
        }

        return null;
    }

    /// <summary>Compares the trees of spans: each span's own events in order, its children in any.</summary>
    private static string? ComparePartially(JsonObject[] expected, List<JsonObject> actual)
    {
        string[] wanted = [.. TreesOf(expected)];
        string[] got = [.. TreesOf(actual)];
        int count = Math.Max(wanted.Length, got.Length);
        for (int i = 0; i < count; i++)
        {
            string? a = i < wanted.Length ? wanted[i] : null;
            string? b = i < got.Length ? got[i] : null;
            if (a != b)
            {
                return $"events: expected {a ?? "no further ones"}, got {b ?? "no further ones"}";
            }
        }

        return null;
    }

    private static IEnumerable<string> TreesOf(IReadOnlyCollection<JsonObject> events)
    {
        ILookup<int, JsonObject> children = events
            .DistinctBy(e => e["span"]!.GetValue<int>())
            .ToLookup(e => e["parent"]?.GetValue<int>() ?? 0);
        ILookup<int, JsonObject> own = events.ToLookup(e => e["span"]!.GetValue<int>());
        return children[0].Select(root => TreeOf(root["span"]!.GetValue<int>(), own, children)).Order(StringComparer.Ordinal);
    }

    private static string TreeOf(int span, ILookup<int, JsonObject> own, ILookup<int, JsonObject> children)
    {
        IEnumerable<string> events = own[span].Select(WithoutIds);
        IEnumerable<string> below = children[span].Select(c => TreeOf(c["span"]!.GetValue<int>(), own, children)).Order(StringComparer.Ordinal);
        return $"({string.Join(' ', events)} [{string.Join(' ', below)}])";
    }

    private static string WithoutIds(JsonObject e) => new JsonObject(e
        .Where(p => p.Key is not ("run" or "span" or "parent"))
        .OrderBy(p => p.Key, StringComparer.Ordinal)
        .Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone()))).ToJsonString();

    private static string Show(JsonObject? e) => e?.ToJsonString() ?? "no further event";
}
