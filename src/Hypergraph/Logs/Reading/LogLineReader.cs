using System.Text.Json;
using Hypergraph.Events.Json;
using Hypergraph.Events.Records;

namespace Hypergraph.Logs.Reading;

/// <summary>Reads single lines of a log. Not thread-safe.</summary>
internal sealed class LogLineReader
{
    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = EventJson.MaxDepth };

    private readonly EventJsonReader _events = new();

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line without its end.</param>
    /// <param name="number">Its number in the file.</param>
    /// <param name="path">The path of the file; null for a stream.</param>
    /// <exception cref="EventLogException">The line has a newer format.</exception>
    public LineContent Read(ReadOnlySpan<byte> line, long number, string? path)
    {
        try
        {
            var json = new Utf8JsonReader(line, ReaderOptions);
            json.Read();
            Event? e = _events.Read(ref json);
            CheckVersion(number, path);
            return new LineContent(e, e is null ? _events.Type : null, Problem: null, IsTorn: false);
        }
        catch (JsonException exception)
        {
            CheckVersion(number, path);
            return new LineContent(Event: null, UnknownType: null, exception.Message, IsStartOfObject(line));
        }
    }

    private void CheckVersion(long number, string? path)
    {
        if (_events.Version > EventJson.Version)
        {
            throw new EventLogException(
                $"Line {number} of {path ?? "the log"} has version {_events.Version} of the format of event logs. This version of Hypergraph reads versions up to {EventJson.Version}. Read the log with a newer one.");
        }
    }

    /// <summary>Whether the line is the start of an object whose end is missing.</summary>
    private static bool IsStartOfObject(ReadOnlySpan<byte> line)
    {
        try
        {
            var json = new Utf8JsonReader(line, isFinalBlock: false, new JsonReaderState(ReaderOptions));
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (json.Read())
            {
            }

            return json.TokenType != JsonTokenType.EndObject || json.CurrentDepth > 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
