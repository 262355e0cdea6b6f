using System.Text.Json;
using System.Text.Json.Serialization;
using Hypergraph.Events.Json;
using Hypergraph.Events.Records;

namespace Hypergraph;

/// <summary>
/// Writes events as JSON objects whose <c>type</c> is the kind of the event, <c>NodeStart</c> to <c>StopRequested</c>, and reads them.
/// Events name this converter in an attribute, so that they serialize without registration, also with a source-generated context.
/// </summary>
/// <remarks>
/// <para>
/// Exceptions are written as type, message and, if known, the location of the failure; they are read back as
/// <see cref="NodeErrorEvent.ErrorType"/>, <see cref="NodeErrorEvent.ErrorMessage"/> and <see cref="NodeErrorEvent.ErrorLocation"/>.
/// Values are written only with <see cref="IncludesValues"/>. Writing an event never throws because of a user's value or exception.
/// </para>
/// <para>To change what is written, add an instance to <see cref="JsonSerializerOptions.Converters"/>.</para>
/// </remarks>
public sealed class EventJsonConverter : JsonConverterFactory
{
    /// <summary>
    /// Whether inputs, outputs, chunks and questions are written, with the options of the serializer. A value that cannot be
    /// serialized, such as a delegate or a cycle, is written as <c>{"$unserializable": "type"}</c>. Values are read back as
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
        // Each type is listed, so that no generic type must be created at run time.
        var t when t == typeof(RunStartEvent) => Of<RunStartEvent>(),
        var t when t == typeof(RunEndEvent) => Of<RunEndEvent>(),
        var t when t == typeof(NodeStartEvent) => Of<NodeStartEvent>(),
        var t when t == typeof(NodeEndEvent) => Of<NodeEndEvent>(),
        var t when t == typeof(NodeErrorEvent) => Of<NodeErrorEvent>(),
        var t when t == typeof(RouteDecisionEvent) => Of<RouteDecisionEvent>(),
        var t when t == typeof(InterruptEvent) => Of<InterruptEvent>(),
        var t when t == typeof(StopRequestedEvent) => Of<StopRequestedEvent>(),
        var t when t == typeof(RunResumedEvent) => Of<RunResumedEvent>(),
        var t when t == typeof(RunStoreErrorEvent) => Of<RunStoreErrorEvent>(),
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
            var events = new EventJsonReader();
            Event e = events.Read(ref reader) ?? throw new JsonException($"'{events.Type}' is not a type of event that is known here. It may come from a newer version.");
            return e as TEvent ?? throw new JsonException($"The object is an event of another type than {typeof(TEvent).Name}.");
        }

        public override void Write(Utf8JsonWriter writer, TEvent value, JsonSerializerOptions options) =>
            new EventJsonWriter<JsonOutput>(new JsonOutput(writer), includesValues ? new EventValueWriter(options) : null).Write(value);
    }
}
