using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hypergraph.Events.Json;

namespace Hypergraph.Logs.Writing;

/// <summary>Writes the JSON of an event without values and outline as bytes. They are the bytes of a <see cref="Utf8JsonWriter"/> with the same encoder.</summary>
internal readonly struct LineOutput(LineBuffer buffer) : IEventOutput
{
    private const int MaxNumberLength = 20;

    /// <summary>The most bytes around the name and the value of a property: quotes, comma and colon.</summary>
    private const int MaxOverhead = 8;

    /// <summary>The length of <c>2030-01-31T10:20:30</c>.</summary>
    private const int SecondsLength = 19;

    /// <summary>The length of <c>2030-01-31T10:20:30.1234567Z</c>.</summary>
    private const int MaxTimeLength = 28;

    /// <summary>Escapes the texts of logs.</summary>
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

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
        Span<byte> digits = rest[1..MaxTimeLength];
        int length = digits[SecondsLength..].LastIndexOfAnyExcept((byte)'0') switch
        {
            0 => SecondsLength,
            int last => SecondsLength + last + 1,
        };
        "Z\""u8.CopyTo(rest[(length + 1)..]);
        buffer.Advance(length + 3);
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
