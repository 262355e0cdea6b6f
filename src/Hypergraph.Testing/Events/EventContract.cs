using Hypergraph.Events.Contract;

namespace Hypergraph.Testing;

/// <summary>
/// What every stream of events guarantees: pairs of starts and ends, nesting, one order, ids. For authors of runners, and of code that stores or forwards events.
/// </summary>
public static class EventContract
{
    /// <summary>Returns the first violation in the events of one root run, from its start to its end; null if there is none.</summary>
    /// <param name="events">The events of one root run. No events are no violation.</param>
    public static string? FindViolation(IEnumerable<Event> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        Event[] all = [.. events];
        return Find(all)?.Text;
    }

    /// <summary>Splits the events of several calls that share a processor, by root run, in the order of their starts.</summary>
    /// <param name="events">The events.</param>
    /// <exception cref="ArgumentException">An event has a parent that did not start.</exception>
    public static IReadOnlyList<IReadOnlyList<Event>> SplitByRoot(IEnumerable<Event> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        Dictionary<SpanId, List<Event>> rootOf = [];
        List<List<Event>> roots = [];
        foreach (Event e in events)
        {
            if (!rootOf.TryGetValue(e.SpanId, out List<Event>? root))
            {
                if (e.ParentSpanId is not { } parent)
                {
                    roots.Add(root = []);
                }
                else if (!rootOf.TryGetValue(parent, out root))
                {
                    throw new ArgumentException($"The parent of '{EventText.Of(e)}' did not start.", nameof(events));
                }

                rootOf.Add(e.SpanId, root);
            }

            root.Add(e);
        }

        return roots;
    }

    /// <summary>Returns the first violation as a sentence, and the index of its event; the number of events if it is what follows the last one.</summary>
    internal static (int Index, string Text)? Find(Event[] events)
    {
        var checker = new StreamChecker();
        for (int i = 0; i < events.Length; i++)
        {
            if (checker.Check(events[i]) is { } violation)
            {
                return (i, $"Event {i + 1} ({EventText.Of(events[i])}): {violation}.");
            }
        }

        Event[] open = [.. checker.OpenStarts];
        return open.Length > 0
            ? (events.Length, $"These have no end: {string.Join(", ", EventText.Of(open))}.")
            : events is [] or [.., RunEndEvent { ParentSpanId: null }] ? null : (events.Length, "The last event is not the end of the root run.");
    }
}
