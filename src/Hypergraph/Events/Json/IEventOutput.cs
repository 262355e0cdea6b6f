using System.Text.Json;

namespace Hypergraph.Events.Json;

/// <summary>Where the JSON of an event is written. Implementations are structures, so that the compiler creates code for each of them.</summary>
internal interface IEventOutput
{
    /// <summary>The JSON writer, which values and outlines need; null for an output that only events without them are written to.</summary>
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
