using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Hypergraph.Dashboard.Reports;

/// <summary>Writes the values of events, after the redaction of the options.</summary>
internal sealed class EventValues
{
    private const int MaxLength = 16 * 1024;

    private readonly JsonTypeInfo<Event> _type;
    private readonly Func<EventValue, object?>? _redact;

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Reflection is used only where the application has it for the serializer.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Reflection is used only where the application has it for the serializer.")]
    public EventValues(Func<EventValue, object?>? redact)
    {
        _redact = redact;
        var options = new JsonSerializerOptions { TypeInfoResolver = EventContext.Default };
        if (JsonSerializer.IsReflectionEnabledByDefault)
        {
            // The values are of any type.
            options.TypeInfoResolverChain.Add(new DefaultJsonTypeInfoResolver());
        }

        options.Converters.Add(new EventJsonConverter { IncludesValues = true });
        _type = (JsonTypeInfo<Event>)options.GetTypeInfo(typeof(Event));
    }

    /// <summary>Returns the JSON of the values of an event; null if it has none.</summary>
    public string? TextOf(Event e)
    {
        try
        {
            return RedactedTextOf(e);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A value that cannot be written does not keep its event from being counted.
            return "\"(not readable)\"";
        }
    }

    private string? RedactedTextOf(Event e)
    {
        Event? redacted = e switch
        {
            NodeStartEvent { Inputs: { } inputs } start => start with { Inputs = Redacted(e, inputs) },
            NodeEndEvent { Outputs: { } outputs } end => end with { Outputs = Redacted(e, outputs) },
            InterruptEvent interrupt => interrupt with { Value = Redacted(e, "value", interrupt.Value) },
            StreamingChunkEvent chunk => chunk with { Chunk = Redacted(e, "chunk", chunk.Chunk) },
            _ => null,
        };
        return redacted is null ? null : ValuesIn(JsonSerializer.SerializeToElement(redacted, _type));
    }

    /// <summary>Returns what is sent for a value.</summary>
    /// <param name="nodePath">The path of its node.</param>
    /// <param name="name">Its name.</param>
    /// <param name="json">The value as JSON.</param>
    public string Redacted(string? nodePath, string name, string json)
    {
        if (_redact is null)
        {
            return Truncated(json);
        }

        using var document = JsonDocument.Parse(json);
        return Replacement(nodePath, name, document.RootElement.Clone()) switch
        {
            null => "null",
            JsonElement element => Truncated(element.GetRawText()),
            { } replacement => Truncated(replacement.ToString() ?? string.Empty),
        };
    }

    private static string? ValuesIn(JsonElement json)
    {
        foreach (string name in (ReadOnlySpan<string>)["inputs", "outputs", "value", "chunk"])
        {
            if (json.TryGetProperty(name, out JsonElement values))
            {
                return Truncated(values.GetRawText());
            }
        }

        return null;
    }

    private static string Truncated(string json) => json.Length <= MaxLength ? json : $"{json[..MaxLength]}…";

    private Dictionary<string, object?> Redacted(Event e, IReadOnlyDictionary<string, object?> values) =>
        values.ToDictionary(value => value.Key, value => Redacted(e, value.Key, value.Value));

    private object? Redacted(Event e, string name, object? value) => _redact is null ? value : Replacement(e.NodePath, name, value);

    private object? Replacement(string? nodePath, string name, object? value)
    {
        try
        {
            return _redact!(new EventValue(nodePath, name, value));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // What may not be seen is not sent, whatever fails.
            return $"({value?.GetType()})";
        }
    }
}

/// <summary>The types that <see cref="EventValues"/> writes where the serializer has no reflection. The converter of events knows how to write them.</summary>
[JsonSerializable(typeof(Event))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class EventContext : JsonSerializerContext;
