using Hypergraph.Testing.Events;

namespace Hypergraph.Testing;

/// <summary>
/// What an expected event looks like: the beginning of its line (<see cref="EventText"/>), or a condition. Text converts to it.
/// </summary>
/// <remarks>
/// A text matches an event whose line has the same words, up to where the text ends: <c>NodeEnd</c> matches the end of any node, <c>NodeEnd rows/convert</c> that of
/// one node in any item, <c>NodeEnd rows/convert [0]</c> that in one item. Events of types of your own are matched with <see cref="Of{TEvent}"/>.
/// </remarks>
public sealed class EventPattern
{
    private readonly Func<Event, bool> _isMatch;
    private readonly string _text;

    private EventPattern(Func<Event, bool> isMatch, string text)
    {
        _isMatch = isMatch;
        _text = text;
    }

    /// <summary>Creates a pattern that matches events by their first words.</summary>
    /// <param name="text">The beginning of the line of the event. Its first word is the type of an event of Hypergraph.</param>
    /// <exception cref="ArgumentException">There is no such type of event.</exception>
    public static EventPattern FromString(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        EventTypes.Check(text);
        return new EventPattern(e => StartsWithWords(EventText.Of(e), text), text);
    }

    /// <summary>Creates a pattern that matches events of a type that fulfil a condition.</summary>
    /// <typeparam name="TEvent">The type of the events.</typeparam>
    /// <param name="condition">The condition.</param>
    /// <param name="description">The condition in words, for messages.</param>
    public static EventPattern Of<TEvent>(Func<TEvent, bool> condition, string description)
        where TEvent : Event
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(description);
        string name = typeof(TEvent).Name;
        return new EventPattern(
            e => e is TEvent typed && condition(typed),
            $"{(name.EndsWith("Event", StringComparison.Ordinal) && name.Length > "Event".Length ? name[..^"Event".Length] : name)} with {description}");
    }

    /// <summary>Creates a pattern that matches events by their first words.</summary>
    /// <param name="text">The beginning of the line of the event.</param>
    public static implicit operator EventPattern(string text) => FromString(text);

    /// <summary>Whether an event matches.</summary>
    /// <param name="e">The event.</param>
    public bool IsMatch(Event e)
    {
        ArgumentNullException.ThrowIfNull(e);
        return _isMatch(e);
    }

    /// <summary>Returns the text of the pattern, or its description.</summary>
    public override string ToString() => _text;

    private static bool StartsWithWords(string line, string text) =>
        line.StartsWith(text, StringComparison.Ordinal) && (line.Length == text.Length || line[text.Length] is ' ' or ',');
}
