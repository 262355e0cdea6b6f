using System.Text.Json;

namespace Hypergraph.Events.Json;

/// <summary>Writes the JSON of an event to a JSON writer.</summary>
internal readonly struct JsonOutput(Utf8JsonWriter writer) : IEventOutput
{
    public Utf8JsonWriter Json => writer;

    public void StartObject() => writer.WriteStartObject();

    public void StartObject(ReadOnlySpan<byte> name) => writer.WriteStartObject(name);

    public void EndObject() => writer.WriteEndObject();

    public void StartArray(ReadOnlySpan<byte> name) => writer.WriteStartArray(name);

    public void EndArray() => writer.WriteEndArray();

    public void Text(string text) => writer.WriteStringValue(text);

    public void Text(ReadOnlySpan<byte> name, string text) => writer.WriteString(name, text);

    public void PlainText(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text) => writer.WriteString(name, text);

    public void Number(ReadOnlySpan<byte> name, long number) => writer.WriteNumber(name, number);

    public void True(ReadOnlySpan<byte> name) => writer.WriteBoolean(name, value: true);

    public void Time(ReadOnlySpan<byte> name, DateTime time) => writer.WriteString(name, time);
}
