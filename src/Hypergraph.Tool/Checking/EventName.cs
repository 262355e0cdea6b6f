namespace Hypergraph.Tool.Checking;

/// <summary>Names events in messages.</summary>
internal static class EventName
{
    /// <summary>Returns the type and the place of an event: <c>NodeEnd rows[3]/parse</c>, <c>RunStart census</c>.</summary>
    public static string Of(Event e)
    {
        string? place = e is NodeEvent ? e.Path : e.Path is { } path ? $"{path} ({e.GraphName ?? "graph"})" : e.GraphName;
        return place is null ? TypeOf(e) : $"{TypeOf(e)} {place}";
    }

    /// <summary>Returns the type of an event as logs have it.</summary>
    public static string TypeOf(Event e) => e.GetType().Name[..^"Event".Length];
}
