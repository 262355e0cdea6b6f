using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Hypergraph.Events.Ids;

namespace Hypergraph.Events.Json;

/// <summary>
/// The properties of one event as JSON has them, in any order. Unknown properties are ignored. One instance reads one event after the other. Not thread-safe.
/// </summary>
internal sealed class EventFields
{
    private readonly Utf8TextCache _texts = new();
    private readonly RecentTexts _paths = new();
    private readonly TimeReader _times = new();
    private bool _hasRun;
    private bool _hasSpan;

    public int Version { get; private set; }

    public string? Type { get; private set; }

    public DateTimeOffset? Time { get; private set; }

    public RunId Run { get; private set; }

    public SpanId Span { get; private set; }

    public SpanId Parent { get; private set; }

    public string? Graph { get; private set; }

    public string? Workflow { get; private set; }

    public int? Item { get; private set; }

    public string? Path { get; private set; }

    public string? ItemLabel { get; private set; }

    public string? Node { get; private set; }

    public bool IsMap { get; private set; }

    public int? MapSize { get; private set; }

    public JsonElement? Outline { get; private set; }

    public JsonElement? DeepGraphs { get; private set; }

    public string? Status { get; private set; }

    public TimeSpan? Duration { get; private set; }

    public int FailureCount { get; private set; }

    public string? ErrorType { get; private set; }

    public string? ErrorMessage { get; private set; }

    public string? ErrorLocation { get; private set; }

    public string? ErrorStack { get; private set; }

    public bool IsCached { get; private set; }

    public bool IsStopped { get; private set; }

    public bool IsRestored { get; private set; }

    public int? RestoredNodes { get; private set; }

    public List<string>? Decision { get; private set; }

    public bool IsMultiple { get; private set; }

    public string? Response { get; private set; }

    public string? Reason { get; private set; }

    public long? Done { get; private set; }

    public long? Total { get; private set; }

    public long? Index { get; private set; }

    public string? Key { get; private set; }

    public int? Attempt { get; private set; }

    /// <summary>The question of an interrupt, or a chunk.</summary>
    public JsonElement? Value { get; private set; }

    public Dictionary<string, object?>? Inputs { get; private set; }

    public Dictionary<string, object?>? Outputs { get; private set; }

    /// <summary>Reads an event.</summary>
    /// <param name="reader">A reader on the start of an object; afterwards on its end.</param>
    /// <exception cref="JsonException">A property has the wrong type.</exception>
    public void Read(ref Utf8JsonReader reader)
    {
        Clear();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            EventField field = EventFieldNames.Find(reader.ValueSpan);
            reader.Read();
            if (field == EventField.Unknown)
            {
                reader.Skip();
            }
            else if (reader.TokenType != JsonTokenType.Null)
            {
                ReadField(ref reader, field);
            }
        }
    }

    /// <summary>Reads only the version and the type of an event.</summary>
    /// <param name="reader">A reader on the start of an object; afterwards on its end.</param>
    /// <exception cref="JsonException">The JSON is not valid.</exception>
    public void ReadHeader(ref Utf8JsonReader reader)
    {
        Clear();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            EventField field = EventFieldNames.Find(reader.ValueSpan);
            reader.Read();
            if (field == EventField.Version && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int version))
            {
                Version = version;
            }
            else if (field == EventField.Type && reader.TokenType == JsonTokenType.String)
            {
                Type = reader.GetString();
            }
            else
            {
                reader.Skip();
            }
        }
    }

    /// <summary>Returns a required property.</summary>
    /// <exception cref="JsonException">It is missing.</exception>
    public static T Required<T>(T? value, string name)
        where T : struct => value ?? throw Missing(name);

    /// <inheritdoc cref="Required{T}(T?, string)"/>
    public static T Required<T>(T? value, string name)
        where T : class => value ?? throw Missing(name);

    /// <exception cref="JsonException">The time or an id is missing.</exception>
    public void RequireIdentity()
    {
        _ = Required(Time, "time");
        if (!_hasRun)
        {
            throw Missing("run");
        }

        if (!_hasSpan)
        {
            throw Missing("span");
        }
    }

    private static JsonException Missing(string name) => new($"The event has no '{name}'.");

    private void ReadField(ref Utf8JsonReader reader, EventField field)
    {
        switch (field)
        {
            case EventField.Version: Version = reader.GetInt32(); break;
            case EventField.Type: Type = _texts.Read(ref reader); break;
            case EventField.Time: Time = _times.Read(ref reader); break;
            case EventField.Run: (Run, _hasRun) = (ReadRunId(ref reader), true); break;
            case EventField.Span: (Span, _hasSpan) = (ReadSpanId(ref reader), true); break;
            case EventField.Parent: Parent = ReadSpanId(ref reader); break;
            case EventField.Graph: Graph = _texts.Read(ref reader); break;
            case EventField.Workflow: Workflow = _texts.Read(ref reader); break;
            case EventField.Item: Item = reader.GetInt32(); break;
            case EventField.Path: Path = _paths.Read(ref reader); break;
            case EventField.ItemLabel: ItemLabel = reader.GetString(); break;
            case EventField.Node: Node = _texts.Read(ref reader); break;
            case EventField.Status: Status = _texts.Read(ref reader); break;
            case EventField.Duration: Duration = ReadDuration(ref reader); break;
            case EventField.Cached: IsCached = reader.GetBoolean(); break;
            case EventField.Stopped: IsStopped = reader.GetBoolean(); break;
            case EventField.Restored: IsRestored = reader.GetBoolean(); break;
            case EventField.RestoredNodes: RestoredNodes = reader.GetInt32(); break;
            case EventField.IsMap: IsMap = reader.GetBoolean(); break;
            case EventField.MapSize: MapSize = reader.GetInt32(); break;
            case EventField.FailureCount: FailureCount = reader.GetInt32(); break;
            default: ReadDetail(ref reader, field); break;
        }
    }

    private void ReadDetail(ref Utf8JsonReader reader, EventField field)
    {
        switch (field)
        {
            case EventField.Outline: Outline = JsonElement.ParseValue(ref reader); break;
            case EventField.DeepGraphs: DeepGraphs = JsonElement.ParseValue(ref reader); break;
            case EventField.Error: ReadError(ref reader); break;
            case EventField.Decision: Decision = ReadTexts(ref reader); break;
            case EventField.IsMultiple: IsMultiple = reader.GetBoolean(); break;
            case EventField.Response: Response = reader.GetString(); break;
            case EventField.Reason: Reason = reader.GetString(); break;
            case EventField.Done: Done = reader.GetInt64(); break;
            case EventField.Total: Total = reader.GetInt64(); break;
            case EventField.Index: Index = reader.GetInt64(); break;
            case EventField.Key: Key = reader.GetString(); break;
            case EventField.Attempt: Attempt = reader.GetInt32(); break;
            case EventField.Value: Value = JsonElement.ParseValue(ref reader); break;
            case EventField.Inputs: Inputs = ReadValues(ref reader); break;
            case EventField.Outputs: Outputs = ReadValues(ref reader); break;
        }
    }

    private void ReadError(ref Utf8JsonReader reader)
    {
        Expect(reader.TokenType, JsonTokenType.StartObject, "The 'error' of an event is an object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isType = reader.ValueTextEquals("type"u8);
            bool isMessage = reader.ValueTextEquals("message"u8);
            bool isLocation = reader.ValueTextEquals("location"u8);
            bool isStack = reader.ValueTextEquals("stack"u8);
            reader.Read();
            if (isType)
            {
                ErrorType = _texts.Read(ref reader);
            }
            else if (isMessage)
            {
                ErrorMessage = reader.GetString();
            }
            else if (isLocation)
            {
                ErrorLocation = reader.GetString();
            }
            else if (isStack)
            {
                ErrorStack = reader.GetString();
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private List<string> ReadTexts(ref Utf8JsonReader reader)
    {
        Expect(reader.TokenType, JsonTokenType.StartArray, "The 'decision' of an event is an array.");
        List<string> texts = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            texts.Add(_texts.Read(ref reader) ?? throw new JsonException("A target of a decision is null."));
        }

        return texts;
    }

    private Dictionary<string, object?> ReadValues(ref Utf8JsonReader reader)
    {
        Expect(reader.TokenType, JsonTokenType.StartObject, "The 'inputs' and 'outputs' of an event are objects.");
        Dictionary<string, object?> values = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = _texts.Read(ref reader) ?? string.Empty;
            reader.Read();
            values[name] = reader.TokenType == JsonTokenType.Null ? null : JsonElement.ParseValue(ref reader);
        }

        return values;
    }

    private static void Expect(JsonTokenType actual, JsonTokenType expected, string message)
    {
        if (actual != expected)
        {
            throw new JsonException(message);
        }
    }

    private static TimeSpan ReadDuration(ref Utf8JsonReader reader) =>
        !reader.HasValueSequence && Utf8Parser.TryParse(reader.ValueSpan, out TimeSpan duration, out int length, 'c') && length == reader.ValueSpan.Length
            ? duration
            : TimeSpan.ParseExact(reader.GetString()!, "c", CultureInfo.InvariantCulture);

    private static RunId ReadRunId(ref Utf8JsonReader reader)
    {
        Span<ulong> parts = stackalloc ulong[2];
        return !reader.HasValueSequence && HexDigits.TryRead(reader.ValueSpan, parts) ? new RunId(parts[0], parts[1]) : RunId.Parse(reader.GetString()!);
    }

    private static SpanId ReadSpanId(ref Utf8JsonReader reader)
    {
        Span<ulong> parts = stackalloc ulong[1];
        return !reader.HasValueSequence && HexDigits.TryRead(reader.ValueSpan, parts) ? new SpanId(parts[0]) : SpanId.Parse(reader.GetString()!);
    }

    private void Clear()
    {
        (Version, Type, Time, Run, Span, Parent, _hasRun, _hasSpan) = (1, null, null, default, default, default, false, false);
        (Graph, Workflow, Item, Path, ItemLabel, Node) = (null, null, null, null, null, null);
        (IsMap, MapSize, Outline, DeepGraphs, Status, Duration, FailureCount) = (false, null, null, null, null, null, 0);
        (ErrorType, ErrorMessage, ErrorLocation, ErrorStack) = (null, null, null, null);
        (IsCached, IsStopped, IsRestored, RestoredNodes) = (false, false, false, null);
        (Decision, IsMultiple, Response, Reason) = (null, false, null, null);
        (Done, Total, Index, Key, Attempt, Value, Inputs, Outputs) = (null, null, null, null, null, null, null, null);
    }
}
