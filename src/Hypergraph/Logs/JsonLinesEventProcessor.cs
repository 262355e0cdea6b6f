using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Hypergraph.Events.Json;
using Hypergraph.Events.Records;
using Hypergraph.Logs.Writing;

namespace Hypergraph;

/// <summary>
/// Writes events as JSON Lines: an event a line, in UTF-8, to a file or a stream. <see cref="EventLog"/> reads them. One instance may serve any number of
/// runs at the same time; their lines are whole, and those of one run are in its order.
/// </summary>
/// <remarks>
/// <para>
/// A line is handed to the operating system when no more events are waiting, or when 64 kB are collected. What was handed over survives the end of the process.
/// </para>
/// <para>
/// If the output fails, such as a full disk or a closed pipe, the log ends. The failure is reported once, as that of a processor, and the runs continue.
/// </para>
/// </remarks>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed class JsonLinesEventProcessor : AsyncEventProcessor, IDisposable
{
    private const int WriteSize = 64 * 1024;

    private static readonly JsonWriterOptions WriterOptions = new() { SkipValidation = true, Encoder = LineOutput.Encoder };

    private readonly Lock _lock = new();
    private readonly LogOutput _output;
    private readonly LineBuffer _buffer = new();
    private readonly Utf8JsonWriter _json;
    private readonly EventValueWriter? _values;
    private readonly LoopIterations _iterations = new();
    private readonly bool _includesStackTraces;
    private bool _hasEnded;

    /// <summary>Opens a file, or creates it. The log is appended to what is there.</summary>
    /// <param name="path">The path.</param>
    /// <exception cref="IOException">The file cannot be opened, or another process writes to it.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public JsonLinesEventProcessor(string path)
        : this(path, new JsonLinesOptions())
    {
    }

    /// <summary>Opens a file, or creates it. The log is appended to what is there.</summary>
    /// <param name="path">The path. Segments have a number before the extension: <c>run.jsonl</c>, <c>run.segment-1.jsonl</c>.</param>
    /// <param name="options">Values, limits and segments.</param>
    /// <exception cref="IOException">The file cannot be opened, or another process writes to it.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public JsonLinesEventProcessor(string path, JsonLinesOptions options)
        : this(OpenFile(path, options), options)
    {
    }

    /// <summary>Writes to a stream, such as standard output or a pipe. The stream is disposed with the processor.</summary>
    /// <param name="stream">The stream.</param>
    /// <exception cref="ArgumentException">The stream cannot be written.</exception>
    public JsonLinesEventProcessor(Stream stream)
        : this(stream, new JsonLinesOptions())
    {
    }

    /// <summary>Writes to a stream, such as standard output or a pipe.</summary>
    /// <param name="stream">The stream. It is disposed with the processor, unless <see cref="JsonLinesOptions.LeavesStreamOpen"/> is set.</param>
    /// <param name="options">Values and limits. The options of segments have no effect.</param>
    /// <exception cref="ArgumentException">The stream cannot be written.</exception>
    public JsonLinesEventProcessor(Stream stream, JsonLinesOptions options)
        : this(OpenStream(stream, options), options)
    {
    }

    private JsonLinesEventProcessor(LogOutput output, JsonLinesOptions options)
        : base(options.Queue)
    {
        _output = output;
        _json = new Utf8JsonWriter(_buffer, WriterOptions);
        _values = options.IncludesValues
            ? new EventValueWriter(OptionsOf(options.SerializerOptions), options.Redact, options.MaxValueBytes)
            : null;
        _includesStackTraces = options.IncludesStackTraces;
    }

    /// <inheritdoc/>
    public override bool WantsValues => _values is not null;

    private string DebuggerText => $"{_output.Name}: {ProcessedCount} events{(_hasEnded ? ", ended" : string.Empty)}";

    /// <summary>Adds an event to the log.</summary>
    /// <param name="e">The event.</param>
    /// <param name="cancellationToken">Not used: an event is added without waiting.</param>
    /// <exception cref="IOException">The output failed. The log has ended.</exception>
    public override ValueTask OnEventAsync(Event e, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(e);
        lock (_lock)
        {
            if (!_hasEnded)
            {
                Add(e);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Hands all lines to the operating system.</summary>
    /// <param name="cancellationToken">Not used.</param>
    /// <exception cref="IOException">The output failed. The log has ended.</exception>
    public override ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_hasEnded)
            {
                Write();
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Writes what is collected, and closes the file or the stream. Dispose after the last run; events that come later are not written.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            try
            {
                if (!_hasEnded)
                {
                    Write();
                }
            }
            finally
            {
                _hasEnded = true;
                _output.Dispose();
                _json.Dispose();
            }
        }
    }

    /// <summary>Returns options whose JSON readers of logs accept, and which know types as the serializer itself does.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Reflection is used only where the application has it for the serializer.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Reflection is used only where the application has it for the serializer.")]
    private static JsonSerializerOptions OptionsOf(JsonSerializerOptions? options)
    {
        if (options is null)
        {
            return JsonSerializer.IsReflectionEnabledByDefault ? JsonSerializerOptions.Default : PlainValueContext.Default.Options;
        }

        var readable = new JsonSerializerOptions(options) { WriteIndented = false, MaxDepth = Math.Min(options.MaxDepth, EventJson.MaxValueDepth) };
        if (JsonSerializer.IsReflectionEnabledByDefault)
        {
            readable.MakeReadOnly(populateMissingResolver: true);
        }

        return readable;
    }

    private static LogFile OpenFile(string path, JsonLinesOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        return new LogFile(path, options);
    }

    private static LogStream OpenStream(Stream stream, JsonLinesOptions options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(options);
        return stream.CanWrite
            ? new LogStream(stream, options.LeavesStreamOpen)
            : throw new ArgumentException("The stream of an event log must be writable.", nameof(stream));
    }

    private void Add(Event e)
    {
        int start = _buffer.Length;
        try
        {
            WriteJson(e);
        }
        catch
        {
            _buffer.Length = start;
            throw;
        }

        _buffer.Add((byte)'\n');
        if (_buffer.Length > _output.FreeBytes && (start > 0 || !_output.IsEmpty))
        {
            WriteTo(start);
            TryWrite(static output => output.StartNextFile());
        }

        if (_buffer.Length >= WriteSize)
        {
            Write();
        }
    }

    private void WriteJson(Event e)
    {
        if (_values is null && e is not RunStartEvent { Outline: not null })
        {
            new EventJsonWriter<LineOutput>(new LineOutput(_buffer), values: null, _includesStackTraces).Write(e, _iterations.Next(e));
            return;
        }

        _json.Reset();
        new EventJsonWriter<JsonOutput>(new JsonOutput(_json), _values, _includesStackTraces).Write(e, _iterations.Next(e));
        _json.Flush();
    }

    private void Write() => WriteTo(_buffer.Length);

    /// <summary>Writes the first bytes that are collected.</summary>
    private void WriteTo(int length)
    {
        if (length > 0)
        {
            TryWrite(output => output.Write(_buffer.Written[..length]));
            _buffer.RemoveStart(length);
        }
    }

    private void TryWrite(Action<LogOutput> write)
    {
        try
        {
            write(_output);
        }
        catch (Exception exception)
        {
            _hasEnded = true;
            _buffer.Length = 0;
            throw new IOException($"The event log '{_output.Name}' has ended: {exception.Message}", exception);
        }
    }
}
