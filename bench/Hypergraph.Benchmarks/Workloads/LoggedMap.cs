using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hypergraph.Progress;

namespace Hypergraph.Benchmarks;

/// <summary>The events of a map, written to a file and read from it, with this library and by hand.</summary>
internal sealed class LoggedMap : IDisposable
{
    private const int Items = 20_000;
    private const int BufferSize = 64 * 1024;

    private static readonly JsonWriterOptions WriterOptions = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hypergraph-bench-");
    private readonly Event[] _events;
    private readonly Line[] _lines;

    public LoggedMap()
    {
        var events = new Collector();
        new ItemMap(Items).Run(events);
        _events = [.. events.Events];
        _lines = [.. _events.Select(Line.Of)];
        WriteAsync().AsTask().GetAwaiter().GetResult();
    }

    public int Count => _events.Length;

    private string LogPath => Path.Combine(_folder.FullName, "log.jsonl");

    private string OtherPath => Path.Combine(_folder.FullName, "other.jsonl");

    /// <summary>Writes all events to a new log.</summary>
    public async ValueTask<double> WriteAsync()
    {
        File.Delete(LogPath);
        using (var log = new JsonLinesEventProcessor(LogPath))
        {
            foreach (Event e in _events)
            {
                await log.OnEventAsync(e, CancellationToken.None);
            }
        }

        return new FileInfo(LogPath).Length;
    }

    /// <summary>Writes the same bytes from texts that are there already, with the buffers that the log has.</summary>
    public double WriteByHand()
    {
        var buffer = new ArrayBufferWriter<byte>(BufferSize);
        using (var file = new FileStream(OtherPath, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = BufferSize }))
        using (var json = new Utf8JsonWriter(buffer, WriterOptions))
        {
            foreach (Line line in _lines)
            {
                json.Reset();
                line.Write(json);
                json.Flush();
                buffer.Write("\n"u8);
                file.Write(buffer.WrittenSpan);
                buffer.ResetWrittenCount();
            }
        }

        return new FileInfo(OtherPath).Length;
    }

    /// <summary>Reads the log into a progress model.</summary>
    public async ValueTask<double> ReplayAsync()
    {
        var model = new ProgressModel();
        int count = 0;
        await foreach (Event e in EventLog.ReadAsync(LogPath))
        {
            model.Apply(e);
            count++;
        }

        return count;
    }

    /// <summary>Reads the tokens of each line, and does nothing with them.</summary>
    public async ValueTask<double> ReadTokensAsync()
    {
        byte[] buffer = new byte[BufferSize];
        int count = 0;
        int end = 0;
        await using var file = new FileStream(LogPath, new FileStreamOptions { BufferSize = 0 });
        for (int read = await file.ReadAsync(buffer); read > 0; read = await file.ReadAsync(buffer.AsMemory(end)))
        {
            end += read;
            int start = 0;
            for (int length = buffer.AsSpan(start..end).IndexOf((byte)'\n'); length >= 0; length = buffer.AsSpan(start..end).IndexOf((byte)'\n'))
            {
                ReadTokens(buffer.AsSpan(start, length));
                start += length + 1;
                count++;
            }

            buffer.AsSpan(start..end).CopyTo(buffer);
            end -= start;
        }

        return count;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void ReadTokens(ReadOnlySpan<byte> line)
    {
        var json = new Utf8JsonReader(line);
        while (json.Read())
        {
        }
    }

    private sealed class Collector : EventProcessor
    {
        public List<Event> Events { get; } = [];

        public override bool WantsValues => false;

        public override void OnEvent(Event e) => Events.Add(e);
    }

    /// <summary>The properties of one line, as texts and numbers.</summary>
    private sealed record Line(string Type, DateTime Time, string Run, string Span, string? Parent, string? Graph, int? Item, string? Path, string? Node, string? Status, string? Duration, bool IsMap, int? MapSize, string? Outline)
    {
        public static Line Of(Event e) => new(
            e.GetType().Name[..^"Event".Length],
            e.Timestamp.UtcDateTime,
            e.RunId.ToString(),
            e.SpanId.ToString(),
            e.ParentSpanId?.ToString(),
            e.GraphName,
            e.ItemIndex,
            e.Path,
            (e as NodeEvent)?.NodeName,
            e is RunEndEvent run ? JsonNamingPolicy.CamelCase.ConvertName(run.Status.ToString()) : null,
            e switch { RunEndEvent end => end.Duration.ToString("c"), NodeEndEvent end => end.Duration.ToString("c"), _ => null },
            (e as RunStartEvent)?.IsMap == true,
            (e as RunStartEvent)?.MapSize,
            e is RunStartEvent { Outline: not null } ? JsonDocument.Parse(JsonSerializer.Serialize(e)).RootElement.GetProperty("outline").GetRawText() : null);

        public void Write(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            json.WriteNumber("v"u8, 1);
            json.WriteString("type"u8, Type);
            json.WriteString("time"u8, Time);
            json.WriteString("run"u8, Run);
            json.WriteString("span"u8, Span);
            WriteText(json, "parent"u8, Parent);
            WriteText(json, "graph"u8, Graph);
            WriteNumber(json, "item"u8, Item);
            WriteText(json, "path"u8, Path);
            WriteText(json, "node"u8, Node);
            WriteText(json, "status"u8, Status);
            if (IsMap)
            {
                json.WriteBoolean("isMap"u8, IsMap);
            }

            WriteNumber(json, "mapSize"u8, MapSize);
            if (Outline is not null)
            {
                json.WritePropertyName("outline"u8);
                json.WriteRawValue(Outline);
            }

            WriteText(json, "duration"u8, Duration);
            json.WriteEndObject();
        }

        private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
        {
            if (value is not null)
            {
                json.WriteString(name, value);
            }
        }

        private static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, int? value)
        {
            if (value is { } number)
            {
                json.WriteNumber(name, number);
            }
        }
    }
}
