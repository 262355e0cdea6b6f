namespace Hypergraph.Dashboard.Tracking;

/// <summary>An event, with what is kept of it.</summary>
/// <param name="Event">The event as it came. It is not kept.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Kept">The event without values and exceptions, which may hold much memory.</param>
/// <param name="Values">The JSON of its values after redaction; null if it has none, or if they are not shown.</param>
internal readonly record struct ReceivedEvent(Event Event, RunSource Source, Event Kept, string? Values)
{
    public static ReceivedEvent Of(Event e, RunSource source, Func<Event, string?>? valuesOf) => new(e, source, WithoutObjects(e), valuesOf?.Invoke(e));

    private static Event WithoutObjects(Event e) => e switch
    {
        NodeStartEvent { Inputs: not null } start => start with { Inputs = null },
        NodeEndEvent { Outputs: not null } end => end with { Outputs = null },
        InterruptEvent { Value: not null } interrupt => interrupt with { Value = null },
        StreamingChunkEvent { Chunk: not null } chunk => chunk with { Chunk = null },
        NodeErrorEvent error when error.Error is not null || error.ErrorStackTrace is not null =>
            error with { Error = null, ErrorLocation = error.ErrorLocation, ErrorStackTrace = null },
        RunEndEvent { Error: { } cause } end => end with
        {
            Error = null,
            ErrorType = end.ErrorType ?? cause.GetType().FullName,
            ErrorMessage = end.ErrorMessage ?? cause.Message,
            ErrorLocation = end.ErrorLocation,
        },
        _ => e,
    };
}
