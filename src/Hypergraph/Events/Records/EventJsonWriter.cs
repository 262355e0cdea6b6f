using System.Globalization;
using System.Text;
using System.Text.Json;
using Hypergraph.Events.Json;
using Hypergraph.Events.Outline;

namespace Hypergraph.Events.Records;

/// <summary>Writes events as JSON.</summary>
/// <typeparam name="TOutput">The kind of the destination.</typeparam>
/// <param name="output">The destination.</param>
/// <param name="values">Writes values; null if they are not written.</param>
/// <param name="includesStackTraces">Whether the stack traces of exceptions are written.</param>
internal readonly struct EventJsonWriter<TOutput>(TOutput output, EventValueWriter? values, bool includesStackTraces = false)
    where TOutput : struct, IEventOutput
{
    /// <summary>The length of <c>-10675199.02:48:05.4775808</c>.</summary>
    private const int MaxDurationLength = 26;

    /// <summary>The longest path that is written without a text for it.</summary>
    private const int MaxPathLength = 128;

    /// <param name="e">The event.</param>
    /// <param name="iteration">The zero-based iteration of a node in a loop; null outside loops.</param>
    public void Write(Event e, int? iteration = null)
    {
        output.StartObject();
        output.Number("v"u8, EventJson.Version);
        output.PlainText("type"u8, TypeOf(e));
        output.Time("time"u8, e.Timestamp.UtcDateTime);
        WriteId("run"u8, e.RunId);
        WriteId("span"u8, e.SpanId);
        if (e.ParentSpanId is { } parent)
        {
            WriteId("parent"u8, parent);
        }

        WriteText("graph"u8, e.GraphName);
        WriteText("workflow"u8, e.WorkflowId);
        WriteNumber("item"u8, e.ItemIndex);
        WritePath(e);
        WriteText("itemLabel"u8, e.ItemLabel);
        WriteText("node"u8, (e as NodeEvent)?.NodeName);
        WriteNumber("iteration"u8, iteration);
        WriteEventProperties(e);
        output.EndObject();
    }

    /// <summary>Returns the kind of an event: <c>NodeStart</c> for a <see cref="NodeStartEvent"/>.</summary>
    private static ReadOnlySpan<byte> TypeOf(Event e) => e switch
    {
        NodeStartEvent => "NodeStart"u8,
        NodeEndEvent => "NodeEnd"u8,
        RunStartEvent => "RunStart"u8,
        RunEndEvent => "RunEnd"u8,
        NodeErrorEvent => "NodeError"u8,
        RouteDecisionEvent => "RouteDecision"u8,
        InterruptEvent => "Interrupt"u8,
        StopRequestedEvent => "StopRequested"u8,
        RunResumedEvent => "RunResumed"u8,
        RunStoreErrorEvent => "RunStoreError"u8,
        NodeProgressEvent => "NodeProgress"u8,
        StreamingChunkEvent => "StreamingChunk"u8,
        CacheHitEvent => "CacheHit"u8,
        NodeAttemptStartEvent => "NodeAttemptStart"u8,
        NodeAttemptEndEvent => "NodeAttemptEnd"u8,
        _ => Encoding.UTF8.GetBytes(e.GetType().Name),
    };

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
                output.Text("status"u8, EnumNames.Of(end.Status));
                WriteDuration(end.Duration);
                WriteNumber("failureCount"u8, end.FailureCount == 0 ? null : end.FailureCount);
                WriteError(end.ErrorType, end.ErrorMessage, end.ErrorLocation, stack: null);
                break;
            case NodeStartEvent start:
                values?.WriteNamed(output.Json!, "inputs"u8, start.Inputs, e.NodePath);
                break;
            case NodeEndEvent end:
                WriteDuration(end.Duration);
                WriteFlag("cached"u8, end.IsCached);
                WriteFlag("restored"u8, end.IsRestored);
                WriteFlag("stopped"u8, end.IsStopped);
                values?.WriteNamed(output.Json!, "outputs"u8, end.Outputs, e.NodePath);
                break;
            case NodeErrorEvent error:
                WriteDuration(error.Duration);
                WriteFlag("restored"u8, error.IsRestored);
                WriteError(error.ErrorType, error.ErrorMessage, error.ErrorLocation, includesStackTraces ? error.ErrorStackTrace : null);
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
                output.StartArray("decision"u8);
                foreach (string target in route.Decision)
                {
                    output.Text(target);
                }

                output.EndArray();
                WriteFlag("isMultiple"u8, route.AllowsMultiple);
                break;
            case InterruptEvent interrupt:
                output.Text("response"u8, interrupt.ResponseParameter);
                values?.Write(output.Json!, "value"u8, interrupt.Value, e.NodePath);
                break;
            case StopRequestedEvent stop:
                WriteText("reason"u8, stop.Reason);
                break;
            case RunResumedEvent resumed:
                output.Number("restoredNodes"u8, resumed.RestoredNodes);
                break;
            case RunStoreErrorEvent error:
                WriteError(error.ErrorType, error.ErrorMessage, location: null, stack: null);
                break;
            case NodeProgressEvent progress:
                output.Number("done"u8, progress.Done);
                WriteNumber("total"u8, progress.Total);
                break;
            case StreamingChunkEvent chunk:
                output.Number("index"u8, chunk.Index);
                values?.Write(output.Json!, "chunk"u8, chunk.Chunk, e.NodePath);
                break;
            case CacheHitEvent hit:
                WriteText("key"u8, hit.Key);
                break;
            case NodeAttemptStartEvent start:
                output.Number("attempt"u8, start.Attempt);
                break;
            case NodeAttemptEndEvent end:
                output.Number("attempt"u8, end.Attempt);
                WriteDuration(end.Duration);
                WriteError(end.ErrorType, end.ErrorMessage, end.ErrorLocation, stack: null);
                break;
        }
    }

    private void WritePath(Event e)
    {
        Span<byte> path = stackalloc byte[MaxPathLength];
        if (!e.TryFormatPath(path, out int length))
        {
            WriteText("path"u8, e.Path);
        }
        else if (length > 0)
        {
            output.PlainText("path"u8, path[..length]);
        }
    }

    private void WriteId<TId>(ReadOnlySpan<byte> name, TId id)
        where TId : struct, ISpanParsable<TId>, IUtf8SpanFormattable
    {
        Span<byte> digits = stackalloc byte[IdJsonConverter<TId>.MaxDigits];
        output.PlainText(name, IdJsonConverter<TId>.Format(id, digits));
    }

    private void WriteText(ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            output.Text(name, text);
        }
    }

    private void WriteNumber(ReadOnlySpan<byte> name, long? number)
    {
        if (number is { } value)
        {
            output.Number(name, value);
        }
    }

    private void WriteFlag(ReadOnlySpan<byte> name, bool isSet)
    {
        if (isSet)
        {
            output.True(name);
        }
    }

    private void WriteDuration(TimeSpan duration)
    {
        Span<byte> text = stackalloc byte[MaxDurationLength];
        _ = duration.TryFormat(text, out int length, "c", CultureInfo.InvariantCulture);
        output.PlainText("duration"u8, text[..length]);
    }

    private void WriteError(string? type, string? message, string? location, string? stack)
    {
        if (type is null && message is null)
        {
            return;
        }

        output.StartObject("error"u8);
        WriteText("type"u8, type);
        WriteText("message"u8, message);
        WriteText("location"u8, location);
        WriteText("stack"u8, stack);
        output.EndObject();
    }

    private void WriteOutline(GraphOutline? outline)
    {
        if (outline is not null)
        {
            new OutlineJsonWriter(output.Json!).Write(outline);
        }
    }
}
