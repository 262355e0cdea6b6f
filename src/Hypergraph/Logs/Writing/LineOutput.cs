using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hypergraph.Events.Json;

namespace Hypergraph.Logs.Writing;

/// <summary>
/// Writes the JSON of an event without values as bytes, which costs about half as much as a JSON writer. The bytes are those of a <see cref="Utf8JsonWriter"/> with the encoder
/// of logs.
/// </summary>
internal readonly struct LineOutput(LineBuffer buffer) : IEventOutput
{
    /// <summary>The most bytes that a number has, and those that surround a property.</summary>
    private const int MaxNumberLength = 20;
    private const int MaxOverhead = 8;

    /// <summary>The length of a time in seconds, without a zone, and of one with seven digits of a second.</summary>
    private const int SecondsLength = 19;
    private const int MaxTimeLength = 28;

    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>The bytes that JSON does not escape, of those of ASCII.</summary>
    private static readonly SearchValues<byte> Plain = SearchValues.Create([.. Enumerable.Range(0x20, 0x7F - 0x20).Select(c => (byte)c).Where(c => c is not ((byte)'"' or (byte)'\\'))]);

    public Utf8JsonWriter? Json => null;

    public void StartObject() => buffer.Add((byte)'{');

    public void StartObject(ReadOnlySpan<byte> name)
    {
        StartProperty(name, valueLength: 1);
        buffer.Add((byte)'{');
    }

    public void EndObject() => buffer.Add((byte)'}');

    public void StartArray(ReadOnlySpan<byte> name)
    {
        StartProperty(name, valueLength: 1);
        buffer.Add((byte)'[');
    }

    public void EndArray() => buffer.Add((byte)']');

    public void Text(string text)
    {
        if (!IsFirst)
        {
            buffer.Add((byte)',');
        }

        AddText(text);
    }

    public void Text(ReadOnlySpan<byte> name, string text)
    {
        StartProperty(name, text.Length + 2);
        AddText(text);
    }

    public void PlainText(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        Span<byte> rest = StartProperty(name, text.Length + 2);
        rest[0] = (byte)'"';
        text.CopyTo(rest[1..]);
        rest[text.Length + 1] = (byte)'"';
        buffer.Advance(text.Length + 2);
    }

    public void Number(ReadOnlySpan<byte> name, long number)
    {
        Span<byte> rest = StartProperty(name, MaxNumberLength);
        _ = Utf8Formatter.TryFormat(number, rest, out int length);
        buffer.Advance(length);
    }

    public void True(ReadOnlySpan<byte> name)
    {
        "true"u8.CopyTo(StartProperty(name, valueLength: 4));
        buffer.Advance(4);
    }

    /// <summary>Writes a time as JSON writers do: without zeros at the end of the fraction of a second.</summary>
    public void Time(ReadOnlySpan<byte> name, DateTime time)
    {
        Span<byte> rest = StartProperty(name, MaxTimeLength + 2);
        rest[0] = (byte)'"';
        _ = Utf8Formatter.TryFormat(time, rest[1..], out _, new StandardFormat('O'));
        int end = MaxTimeLength;
        while (rest[end - 1] == (byte)'0' && end > SecondsLength + 2)
        {
            end--;
        }

        end -= rest[end - 1] == (byte)'.' ? 1 : 0;
        "Z\""u8.CopyTo(rest[end..]);
        buffer.Advance(end + 2);
    }

    /// <summary>Whether what follows is the first in its object or array.</summary>
    private bool IsFirst => buffer.Written[^1] is (byte)'{' or (byte)'[';

    /// <summary>Writes the name of a property.</summary>
    /// <returns>Room for the value.</returns>
    private Span<byte> StartProperty(ReadOnlySpan<byte> name, int valueLength)
    {
        bool isFirst = IsFirst;
        Span<byte> rest = buffer.GetSpan(name.Length + valueLength + MaxOverhead);
        int length = 0;
        if (!isFirst)
        {
            rest[length++] = (byte)',';
        }

        rest[length++] = (byte)'"';
        name.CopyTo(rest[length..]);
        length += name.Length;
        rest[length++] = (byte)'"';
        rest[length++] = (byte)':';
        buffer.Advance(length);
        return rest[length..];
    }

    private void AddText(string text)
    {
        Span<byte> rest = buffer.GetSpan(text.Length + 2);
        rest[0] = (byte)'"';
        Span<byte> content = rest.Slice(1, text.Length);
        if (Ascii.FromUtf16(text, content, out _) == OperationStatus.Done && content.IndexOfAnyExcept(Plain) < 0)
        {
            rest[text.Length + 1] = (byte)'"';
            buffer.Advance(text.Length + 2);
            return;
        }

        string escaped = Encoder.Encode(text);
        rest = buffer.GetSpan(Encoding.UTF8.GetMaxByteCount(escaped.Length) + 2);
        rest[0] = (byte)'"';
        int length = Encoding.UTF8.GetBytes(escaped, rest[1..]);
        rest[length + 1] = (byte)'"';
        buffer.Advance(length + 2);
    }
}
