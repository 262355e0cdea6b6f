namespace Hypergraph.Tests.Events;

/// <summary>What the design promises of every stream of one root run, checked over a recorded one.</summary>
internal static class EventContract
{
    /// <summary>Fails unless the events are one whole, well-formed stream.</summary>
    public static void Holds(IReadOnlyList<Event> events)
    {
        string? broken = FirstBreach(events);
        Assert.True(broken is null, $"{broken}\n{string.Join('\n', EventText.Renumbered(events))}");
    }

    /// <summary>Splits what a processor that served several calls saw, by root run.</summary>
    public static List<List<Event>> ByRoot(IEnumerable<Event> events)
    {
        var rootOf = new Dictionary<SpanId, int>();
        var roots = new List<List<Event>>();
        foreach (Event e in events)
        {
            if (!rootOf.TryGetValue(e.SpanId, out int root))
            {
                if (e.ParentSpanId is { } parent)
                {
                    root = rootOf[parent];
                }
                else
                {
                    root = roots.Count;
                    roots.Add([]);
                }

                rootOf.Add(e.SpanId, root);
            }

            roots[root].Add(e);
        }

        return roots;
    }

    /// <summary>What is wrong with a stream, or null.</summary>
    public static string? FirstBreach(IReadOnlyList<Event> events)
    {
        var open = new Dictionary<SpanId, Scope>();
        var seen = new HashSet<SpanId>();
        var runIds = new HashSet<RunId>();
        DateTimeOffset last = DateTimeOffset.MinValue;
        for (int i = 0; i < events.Count; i++)
        {
            Event e = events[i];
            if (e.Timestamp < last)
            {
                return $"event {i}: the time goes back";
            }

            last = e.Timestamp;
            if (e.WorkflowId != events[0].WorkflowId)
            {
                return $"event {i}: another workflow id";
            }

            if (i == 0 && e is not RunStartEvent)
            {
                return "the first event is no RunStart";
            }

            if (Check(e, i, open, seen, runIds) is { } breach)
            {
                return $"event {i} ({EventText.Short(e)}): {breach}";
            }
        }

        return open.Count > 0
            ? $"never closed: {string.Join(", ", open.Values.Select(s => EventText.Short(s.Start)))}"
            : events is [] or [.., RunEndEvent { ParentSpanId: null }] ? null : "the last event is not the root's end";
    }

    private static string? Check(Event e, int i, Dictionary<SpanId, Scope> open, HashSet<SpanId> seen, HashSet<RunId> runIds)
    {
        Scope? parent = e.ParentSpanId is { } p ? open.GetValueOrDefault(p) : null;
        if (e is RunStartEvent or NodeStartEvent)
        {
            if (!seen.Add(e.SpanId) || e.SpanId.IsNone || e.RunId.IsNone)
            {
                return "its span is not new";
            }

            if (e.ParentSpanId is null ? i != 0 : parent is null)
            {
                return "its parent is not open";
            }

            if (parent is not null)
            {
                parent.OpenChildren++;
            }

            open.Add(e.SpanId, new Scope(e));
        }

        if (e is RunStartEvent run)
        {
            if (!runIds.Add(run.RunId))
            {
                return "its run id is not new";
            }

            if ((run.Outline is not null) != (run.ParentSpanId is null))
            {
                return "an outline belongs to the root and to nothing else";
            }

            return CheckRunParent(run, parent);
        }

        if (!open.TryGetValue(e.SpanId, out Scope? own))
        {
            return "its span is not open";
        }

        if (own.Start.RunId != e.RunId || own.Start.ParentSpanId != e.ParentSpanId || own.Start.GraphName != e.GraphName || own.Start.ItemIndex != e.ItemIndex)
        {
            return "it does not carry what the start of its span carries";
        }

        if (e is RunEndEvent end)
        {
            return own.Start is RunStartEvent started ? Close(e, open, own) ?? CheckEnd(end, started, own) : "it ends a node as a run";
        }

        if (own.Start is not NodeStartEvent start)
        {
            return e is StopRequestedEvent ? null : "it is a node's event in a run's span";
        }

        if (e is NodeStartEvent)
        {
            return parent is { Start: RunStartEvent { IsMap: false } above } && above.RunId == e.RunId && above.ItemIndex == e.ItemIndex && above.GraphName == e.GraphName
                ? null
                : "a node's parent is its run";
        }

        if (e is NodeEvent node && e is not InterruptEvent && node.NodeName != start.NodeName)
        {
            return "another node's name";
        }

        if (e is NodeErrorEvent && parent is not null)
        {
            parent.Errors++;
        }

        return e is NodeEndEvent or NodeErrorEvent or InterruptEvent ? Close(e, open, own) : null;
    }

    private static string? CheckRunParent(RunStartEvent run, Scope? parent)
    {
        switch (parent?.Start)
        {
            case null:
                return run.ItemIndex is null ? null : "a root run is no item";
            case NodeStartEvent node:
                return node.ItemIndex == run.ItemIndex ? null : "a nested run carries the item around it";
            case RunStartEvent { IsMap: true }:
                // A map that goes on after a pause has fewer items than before, under their old indexes.
                return !run.IsMap && run.ItemIndex is { } index && index >= 0 && parent.Items.Add(index)
                    ? null
                    : "a map's child is one of its items, once";
            default:
                return "a run's parent is a node or a map";
        }
    }

    private static string? CheckEnd(RunEndEvent end, RunStartEvent start, Scope own) => end.Status switch
    {
        RunStatus.Completed when own.Errors > 0 => "completed in spite of a failed node",
        RunStatus.Completed when start.MapSize is { } size && own.Items.Count != size => "a completed map has run every item",
        _ when start.MapSize is { } size && own.Items.Count > size => "a map has run more items than it has",
        RunStatus.Partial when !start.IsMap => "only a map is partial",
        RunStatus.Failed when end.ErrorMessage is null => "failed without an error",
        _ => null,
    };

    private static string? Close(Event e, Dictionary<SpanId, Scope> open, Scope own)
    {
        open.Remove(e.SpanId);
        if (e.ParentSpanId is { } parent)
        {
            open[parent].OpenChildren--;
        }

        return own.OpenChildren == 0 ? null : "it ends before its children";
    }

    private sealed class Scope(Event start)
    {
        public Event Start => start;

        public int OpenChildren { get; set; }

        public int Errors { get; set; }

        public HashSet<int> Items { get; } = [];
    }
}
