namespace Hypergraph.Testing.Events;

/// <summary>The types of events with which a text pattern can begin. A misspelled type would match nothing, and an assertion that nothing matches would pass.</summary>
internal static class EventTypes
{
    private static readonly string[] Names =
    [
        .. new[]
        {
            nameof(RunStartEvent),
            nameof(RunEndEvent),
            nameof(NodeStartEvent),
            nameof(NodeEndEvent),
            nameof(NodeErrorEvent),
            nameof(NodeAttemptStartEvent),
            nameof(NodeAttemptEndEvent),
            nameof(NodeProgressEvent),
            nameof(StreamingChunkEvent),
            nameof(RouteDecisionEvent),
            nameof(InterruptEvent),
            nameof(CacheHitEvent),
            nameof(StopRequestedEvent),
            nameof(RunResumedEvent),
            nameof(RunStoreErrorEvent),
        }.Select(name => name[..^"Event".Length]),
    ];

    /// <exception cref="ArgumentException">The text does not begin with a type of event.</exception>
    public static void Check(string text)
    {
        string word = text.Split(' ', ',')[0];
        if (!Names.Contains(word))
        {
            throw new ArgumentException($"'{text}' does not begin with a type of event. Types: {string.Join(", ", Names)}.", nameof(text));
        }
    }
}
