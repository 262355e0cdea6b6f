using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Hypergraph.Events.Json;

/// <summary>Writes the values of events. Nothing that a value does while it is written reaches the caller.</summary>
/// <param name="options">The options of the serializer.</param>
/// <param name="redact">Returns what is written for a value; null writes values as they are.</param>
/// <param name="maxBytes">The length of a value's JSON above which only its start is written; null writes all values completely.</param>
internal sealed class EventValueWriter(JsonSerializerOptions options, Func<EventValue, object?>? redact = null, int? maxBytes = null)
{
    /// <summary>Writes values as the properties of one object.</summary>
    /// <param name="writer">The destination.</param>
    /// <param name="property">The name of the object.</param>
    /// <param name="values">The values; null writes nothing.</param>
    /// <param name="nodePath">The path of their node.</param>
    public void WriteNamed(Utf8JsonWriter writer, ReadOnlySpan<byte> property, IReadOnlyDictionary<string, object?>? values, string? nodePath)
    {
        if (values is null)
        {
            return;
        }

        writer.WriteStartObject(property);
        foreach ((string name, object? value) in values)
        {
            writer.WritePropertyName(name);
            Write(writer, new EventValue(nodePath, name, value));
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes one value.</summary>
    /// <param name="writer">The destination.</param>
    /// <param name="property">The name of the property.</param>
    /// <param name="value">The value.</param>
    /// <param name="nodePath">The path of its node.</param>
    public void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> property, object? value, string? nodePath)
    {
        writer.WritePropertyName(property);
        Write(writer, new EventValue(nodePath, Encoding.UTF8.GetString(property), value));
    }

    private void Write(Utf8JsonWriter writer, in EventValue value)
    {
        if (!TrySerialize(value, out byte[]? json))
        {
            writer.WriteStartObject();
            writer.WriteString("$unserializable"u8, value.Value?.GetType().FullName);
            writer.WriteEndObject();
        }
        else if (json is null)
        {
            writer.WriteNullValue();
        }
        else if (json.Length > maxBytes)
        {
            writer.WriteStartObject();
            writer.WriteNumber("$truncated"u8, json.Length);
            writer.WriteString("start"u8, StartOf(json));
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteRawValue(json, skipInputValidation: true);
        }
    }

    private bool TrySerialize(in EventValue value, out byte[]? json)
    {
        try
        {
            object? written = redact is null ? value.Value : redact(value);
            json = written is null ? null : Serialize(written, options.GetTypeInfo(written.GetType()));
            return true;
        }
        catch (Exception)
        {
            // A delegate, a cycle, a sequence, a property that throws, a type that is not in a source-generated context, or a redaction that throws.
            json = null;
            return false;
        }
    }

    /// <exception cref="NotSupportedException">The value is a sequence that may have an effect, or no end, when it is read.</exception>
    private static byte[] Serialize(object value, JsonTypeInfo type)
    {
        if (type.Kind == JsonTypeInfoKind.Enumerable && !IsCollection(value))
        {
            throw new NotSupportedException();
        }

        byte[] json = JsonSerializer.SerializeToUtf8Bytes(value, type);
        return json.AsSpan().ContainsAny((byte)'\n', (byte)'\r') ? WithoutLineBreaks(json) : json;
    }

    /// <summary>Whether the elements of a sequence are there already. Reading others is the work of the nodes: a query, a channel, a generator.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "A collection whose interfaces were removed, because nothing uses them, is written as its type.")]
    private static bool IsCollection(object value) =>
        value is ICollection || Array.Exists(value.GetType().GetInterfaces(), static i =>
            i.IsGenericType && (i.GetGenericTypeDefinition() == typeof(IReadOnlyCollection<>) || i.GetGenericTypeDefinition() == typeof(ICollection<>)));

    /// <summary>Returns the same JSON without the line breaks that a converter has written between its tokens.</summary>
    private static byte[] WithoutLineBreaks(byte[] json)
    {
        using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = EventJson.MaxDepth });
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            document.WriteTo(writer);
        }

        return stream.ToArray();
    }

    /// <summary>The text of the first bytes, up to a whole character.</summary>
    private string StartOf(byte[] json)
    {
        int length = maxBytes.GetValueOrDefault();
        while (length > 0 && (json[length] & 0xC0) == 0x80)
        {
            length--;
        }

        return Encoding.UTF8.GetString(json.AsSpan(0, length));
    }
}
