using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hypergraph;

/// <summary>
/// Writes events as JSON objects whose <c>type</c> is the kind of the event, <c>NodeStart</c> to <c>StopRequested</c>, and reads them
/// back. Events name it themselves, so that they serialize without any registration, with a source-generated context too.
/// </summary>
/// <remarks>
/// <para>
/// Exceptions are written as type, message and, where known, the place where they failed; they are read back as
/// <see cref="NodeErrorEvent.ErrorType"/>, <see cref="NodeErrorEvent.ErrorMessage"/> and <see cref="NodeErrorEvent.ErrorLocation"/>. Values are written only with
/// <see cref="IncludesValues"/>. Writing an event never throws because of what a user's value or exception does.
/// </para>
/// <para>Add one to <see cref="JsonSerializerOptions.Converters"/> to change what is written.</para>
/// </remarks>
public sealed class EventJsonConverter : JsonConverterFactory
{
    /// <summary>
    /// Whether inputs, outputs, chunks and questions are written, in the way that the options say. In place of a value that cannot be
    /// serialized, such as a delegate or a cycle, there is <c>{"$unserializable": "type"}</c>. Values are read back as
    /// <see cref="JsonElement"/>.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool IncludesValues { get; init; }

    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert)
    {
        ArgumentNullException.ThrowIfNull(typeToConvert);
        return typeToConvert.IsAssignableTo(typeof(Event));
    }

    /// <inheritdoc/>
    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) => typeToConvert switch
    {
        // Named one by one, so that nothing has to be made of a type at run time.
        var t when t == typeof(RunStartEvent) => Of<RunStartEvent>(),
        var t when t == typeof(RunEndEvent) => Of<RunEndEvent>(),
        var t when t == typeof(NodeStartEvent) => Of<NodeStartEvent>(),
        var t when t == typeof(NodeEndEvent) => Of<NodeEndEvent>(),
        var t when t == typeof(NodeErrorEvent) => Of<NodeErrorEvent>(),
        var t when t == typeof(RouteDecisionEvent) => Of<RouteDecisionEvent>(),
        var t when t == typeof(InterruptEvent) => Of<InterruptEvent>(),
        var t when t == typeof(StopRequestedEvent) => Of<StopRequestedEvent>(),
        var t when t == typeof(NodeProgressEvent) => Of<NodeProgressEvent>(),
        var t when t == typeof(StreamingChunkEvent) => Of<StreamingChunkEvent>(),
        var t when t == typeof(CacheHitEvent) => Of<CacheHitEvent>(),
        var t when t == typeof(NodeAttemptStartEvent) => Of<NodeAttemptStartEvent>(),
        var t when t == typeof(NodeAttemptEndEvent) => Of<NodeAttemptEndEvent>(),
        var t when t == typeof(NodeEvent) => Of<NodeEvent>(),
        _ => Of<Event>(),
    };

    private Converter<TEvent> Of<TEvent>()
        where TEvent : Event => new(IncludesValues);

    private sealed class Converter<TEvent>(bool includesValues) : JsonConverter<TEvent>
        where TEvent : Event
    {
        public override TEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return EventJsonReader.Read(document.RootElement) as TEvent
                ?? throw new JsonException($"The object is an event of another type than {typeof(TEvent).Name}.");
        }

        public override void Write(Utf8JsonWriter writer, TEvent value, JsonSerializerOptions options) =>
            new EventJsonWriter(writer, includesValues ? options : null).Write(value);
    }
}
