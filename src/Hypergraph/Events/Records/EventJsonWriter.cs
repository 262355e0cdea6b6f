using System.Text.Json;
using Hypergraph.Events.Outline;

namespace Hypergraph.Events.Records;

/// <summary>Writes events as JSON.</summary>
/// <param name="writer">The destination.</param>
/// <param name="values">The options for values; null if values are not written.</param>
internal readonly struct EventJsonWriter(Utf8JsonWriter writer, JsonSerializerOptions? values)
{
    public void Write(Event e)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, TypeOf(e));
        writer.WriteString("time"u8, e.Timestamp);
        WriteId("run"u8, e.RunId);
        WriteId("span"u8, e.SpanId);
        if (e.ParentSpanId is { } parent)
        {
            WriteId("parent"u8, parent);
        }

        WriteText("graph"u8, e.GraphName);
        WriteText("workflow"u8, e.WorkflowId);
        WriteNumber("item"u8, e.ItemIndex);
        WriteText("nodePath"u8, e.NodePath);
        if (e.ItemPath is { Count: > 0 } items)
        {
            writer.WriteStartArray("itemPath"u8);
            foreach (int item in items)
            {
                writer.WriteNumberValue(item);
            }

            writer.WriteEndArray();
        }

        WriteText("itemLabel"u8, e.ItemLabel);
        WriteText("node"u8, (e as NodeEvent)?.NodeName);
        WriteEventProperties(e);
        writer.WriteEndObject();
    }

    /// <summary>Returns the kind of an event: <c>NodeStart</c> for a <see cref="NodeStartEvent"/>.</summary>
    private static string TypeOf(Event e)
    {
        string name = e.GetType().Name;
        return name.EndsWith("Event", StringComparison.Ordinal) ? name[..^"Event".Length] : name;
    }

    private void WriteEventProperties(Event e)
    {
        switch (e)
        {
            case RunStartEvent start:
                WriteFlag("isMap"u8, start.IsMap);
                WriteNumber("mapSize"u8, start.MapSize);
                WriteOutline(start.Outline);
                break;
            case RunEndEvent end:
                writer.WriteString("status"u8, EnumNames.Of(end.Status));
                WriteDuration(end.Duration);
                WriteNumber("failureCount"u8, end.FailureCount == 0 ? null : end.FailureCount);
                WriteError(end.ErrorType, end.ErrorMessage, end.ErrorLocation);
                break;
            case NodeStartEvent start:
                WriteValues("inputs"u8, start.Inputs);
                break;
            case NodeEndEvent end:
                WriteDuration(end.Duration);
                WriteFlag("cached"u8, end.IsCached);
                WriteFlag("stopped"u8, end.IsStopped);
                WriteValues("outputs"u8, end.Outputs);
                break;
            case NodeErrorEvent error:
                WriteDuration(error.Duration);
                WriteError(error.ErrorType, error.ErrorMessage, error.ErrorLocation);
                break;
            default:
                WriteDetailProperties(e);
                break;
        }
    }

    private void WriteDetailProperties(Event e)
    {
        switch (e)
        {
            case RouteDecisionEvent route:
                writer.WriteStartArray("decision"u8);
                foreach (string target in route.Decision)
                {
                    writer.WriteStringValue(target);
                }

                writer.WriteEndArray();
                WriteFlag("isMultiple"u8, route.AllowsMultiple);
                break;
            case InterruptEvent interrupt:
                writer.WriteString("response"u8, interrupt.ResponseParameter);
                WriteValue("value"u8, interrupt.Value);
                break;
            case StopRequestedEvent stop:
                WriteText("reason"u8, stop.Reason);
                break;
            case NodeProgressEvent progress:
                writer.WriteNumber("done"u8, progress.Done);
                WriteNumber("total"u8, progress.Total);
                break;
            case StreamingChunkEvent chunk:
                writer.WriteNumber("index"u8, chunk.Index);
                WriteValue("chunk"u8, chunk.Chunk);
                break;
            case CacheHitEvent hit:
                WriteText("key"u8, hit.Key);
                break;
            case NodeAttemptStartEvent start:
                writer.WriteNumber("attempt"u8, start.Attempt);
                break;
            case NodeAttemptEndEvent end:
                writer.WriteNumber("attempt"u8, end.Attempt);
                WriteDuration(end.Duration);
                WriteError(end.ErrorType, end.ErrorMessage, end.ErrorLocation);
                break;
        }
    }

    private void WriteId<TId>(ReadOnlySpan<byte> name, TId id)
        where TId : struct, ISpanParsable<TId>, IUtf8SpanFormattable
    {
        Span<byte> digits = stackalloc byte[IdJsonConverter<TId>.MaxDigits];
        writer.WriteString(name, IdJsonConverter<TId>.Format(id, digits));
    }

    private void WriteText(ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private void WriteNumber(ReadOnlySpan<byte> name, long? number)
    {
        if (number is { } value)
        {
            writer.WriteNumber(name, value);
        }
    }

    private void WriteFlag(ReadOnlySpan<byte> name, bool isSet)
    {
        if (isSet)
        {
            writer.WriteBoolean(name, isSet);
        }
    }

    private void WriteDuration(TimeSpan duration) => writer.WriteString("duration"u8, duration.ToString("c"));

    private void WriteError(string? type, string? message, string? location)
    {
        if (type is null && message is null)
        {
            return;
        }

        writer.WriteStartObject("error"u8);
        WriteText("type"u8, type);
        WriteText("message"u8, message);
        WriteText("location"u8, location);
        writer.WriteEndObject();
    }

    private void WriteOutline(GraphOutline? outline)
    {
        if (outline is not null)
        {
            new OutlineJsonWriter(writer).Write(outline);
        }
    }

    private void WriteValues(ReadOnlySpan<byte> name, IReadOnlyDictionary<string, object?>? named)
    {
        if (values is null || named is null)
        {
            return;
        }

        writer.WriteStartObject(name);
        foreach ((string key, object? value) in named)
        {
            writer.WritePropertyName(key);
            WriteJson(value);
        }

        writer.WriteEndObject();
    }

    private void WriteValue(ReadOnlySpan<byte> name, object? value)
    {
        if (values is not null)
        {
            writer.WritePropertyName(name);
            WriteJson(value);
        }
    }

    /// <summary>Writes a value completely, or a placeholder if it cannot be serialized.</summary>
    private void WriteJson(object? value)
    {
        if (value is null)
        {
            writer.WriteNullValue();
        }
        else if (TrySerialize(value) is { } json)
        {
            writer.WriteRawValue(json, skipInputValidation: true);
        }
        else
        {
            writer.WriteStartObject();
            writer.WriteString("$unserializable"u8, value.GetType().FullName);
            writer.WriteEndObject();
        }
    }

    private byte[]? TrySerialize(object value)
    {
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(value, values!.GetTypeInfo(value.GetType()));
        }
        catch (Exception)
        {
            // A delegate, a cycle, a property that throws, or a type that is not in a source-generated context.
            return null;
        }
    }
}
