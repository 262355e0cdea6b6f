using Hypergraph.Testing.Events;

namespace Hypergraph.Testing;

/// <summary>Assertions about the events of a run, for any test framework. They throw <see cref="EventAssertionException"/>.</summary>
/// <remarks>Events are compared with patterns: text such as <c>"NodeEnd rows/convert [0]"</c>, or a condition (<see cref="EventPattern"/>).</remarks>
public static class EventAssertions
{
    /// <summary>Asserts that the events are the expected ones, in this order, and no others.</summary>
    /// <param name="events">The events.</param>
    /// <param name="expected">A pattern for each event.</param>
    /// <exception cref="EventAssertionException">An event differs, is missing, or is not expected.</exception>
    public static void AssertExactly(this IEnumerable<Event> events, params EventPattern[] expected)
    {
        (Event[] actual, EventPattern[] patterns) = Check(events, expected);
        int same = 0;
        while (same < actual.Length && same < patterns.Length && patterns[same].IsMatch(actual[same]))
        {
            same++;
        }

        if (same == actual.Length && same == patterns.Length)
        {
            return;
        }

        string difference = same == patterns.Length
            ? $"The events continue after the {patterns.Length} expected ones"
            : same == actual.Length
                ? $"The events end after {actual.Length} of the {patterns.Length} expected ones"
                : $"Event {same + 1} differs";
        throw EventMessage.Create($"{difference}.", patterns, same, actual, same);
    }

    /// <summary>Asserts that the expected events occur in this order. Other events may be between them.</summary>
    /// <param name="events">The events.</param>
    /// <param name="expected">The patterns, in order.</param>
    /// <exception cref="EventAssertionException">An expected event does not follow the preceding ones.</exception>
    public static void AssertInOrder(this IEnumerable<Event> events, params EventPattern[] expected)
    {
        (Event[] actual, EventPattern[] patterns) = Check(events, expected);
        int next = 0;
        for (int i = 0; i < patterns.Length; i++)
        {
            int found = Array.FindIndex(actual, next, patterns[i].IsMatch);
            if (found < 0)
            {
                string where = i == 0 ? "does not occur" : $"does not occur after '{patterns[i - 1]}'";
                throw EventMessage.Create($"'{patterns[i]}' {where}.", patterns, i, actual, next);
            }

            next = found + 1;
        }
    }

    /// <summary>Asserts that an event occurs, and returns the first one.</summary>
    /// <param name="events">The events.</param>
    /// <param name="expected">The pattern.</param>
    /// <exception cref="EventAssertionException">No event matches.</exception>
    public static Event AssertContains(this IEnumerable<Event> events, EventPattern expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        (Event[] actual, EventPattern[] patterns) = Check(events, [expected]);
        return Array.Find(actual, expected.IsMatch) ?? throw EventMessage.Create($"'{expected}' does not occur.", patterns, 0, actual, mark: null);
    }

    /// <summary>Asserts that an event does not occur.</summary>
    /// <param name="events">The events.</param>
    /// <param name="unexpected">The pattern.</param>
    /// <exception cref="EventAssertionException">An event matches.</exception>
    public static void AssertNone(this IEnumerable<Event> events, EventPattern unexpected)
    {
        ArgumentNullException.ThrowIfNull(unexpected);
        (Event[] actual, _) = Check(events, []);
        int found = Array.FindIndex(actual, unexpected.IsMatch);
        if (found >= 0)
        {
            throw EventMessage.Create($"'{unexpected}' occurs, but is not expected.", expected: null, expectedMark: null, actual, found);
        }
    }

    /// <summary>Asserts that the events of one root run are complete and well-formed: what <see cref="EventContract"/> checks.</summary>
    /// <param name="events">The events of one root run; of several, <see cref="EventContract.SplitByRoot"/> splits them.</param>
    /// <remarks>No events violate nothing: a map without items emits none.</remarks>
    /// <exception cref="EventAssertionException">A guarantee is violated.</exception>
    public static void AssertWellFormed(this IEnumerable<Event> events)
    {
        (Event[] actual, _) = Check(events, []);
        if (EventContract.Find(actual) is { } violation)
        {
            throw EventMessage.Create(violation.Text, expected: null, expectedMark: null, actual, violation.Index);
        }
    }

    private static (Event[] Actual, EventPattern[] Patterns) Check(IEnumerable<Event> events, EventPattern[] expected)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(expected);
        return ([.. events], expected);
    }
}
