using System.Text.Json;

namespace Hypergraph.Events.Json;

/// <summary>Where the JSON of an event is written. A structure, so that each kind of output has code of its own.</summary>
internal interface IEventOutput
{
    /// <summary>The JSON writer, for values and outlines; null where the output has none, and events with neither are written.</summary>
    Utf8JsonWriter? Json { get; }

    void StartObject();

    /// <summary>Starts an object that is a property.</summary>
    void StartObject(ReadOnlySpan<byte> name);

    void EndObject();

    /// <summary>Starts an array that is a property.</summary>
    void StartArray(ReadOnlySpan<byte> name);

    void EndArray();

    /// <summary>Writes a text in an array.</summary>
    void Text(string text);

    void Text(ReadOnlySpan<byte> name, string text);

    /// <summary>Writes a text of ASCII characters that JSON does not escape.</summary>
    void PlainText(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text);

    void Number(ReadOnlySpan<byte> name, long number);

    void True(ReadOnlySpan<byte> name);

    /// <summary>Writes a time in UTC.</summary>
    void Time(ReadOnlySpan<byte> name, DateTime time);
}
