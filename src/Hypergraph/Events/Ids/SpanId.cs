using System.Buffers.Binary;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Hypergraph.Events.Ids;

namespace Hypergraph;

/// <summary>
/// Identifies one span of events: a run or one execution of a node. 8 bytes, written as 16 lower-case hex digits, like a
/// span id of W3C Trace Context.
/// </summary>
/// <remarks>
/// In JSON it is a string, also as the key of a dictionary. The default value is <see cref="None"/> and identifies no span.
/// </remarks>
[JsonConverter(typeof(IdJsonConverter<SpanId>))]
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct SpanId : IEquatable<SpanId>, ISpanParsable<SpanId>, ISpanFormattable, IUtf8SpanFormattable
{
    private readonly ulong _value;

    internal SpanId(ulong value) => _value = value;

    /// <summary>The id that identifies no span.</summary>
    public static SpanId None => default;

    /// <summary>Whether this is <see cref="None"/>.</summary>
    public bool IsNone => _value == 0;

    /// <summary>Creates a random id, never <see cref="None"/>. Thread-safe.</summary>
    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "Ids correlate events; they protect nothing.")]
    public static SpanId New()
    {
        SpanId id;
        do
        {
            id = new SpanId((ulong)Random.Shared.NextInt64());
        }
        while (id.IsNone);
        return id;
    }

    /// <summary>Reads an id from its 16 hex digits.</summary>
    /// <param name="text">16 hex digits.</param>
    /// <exception cref="FormatException"><paramref name="text"/> is not 16 hex digits.</exception>
    public static SpanId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Parse(text.AsSpan(), provider: null);
    }

    /// <summary>Reads an id from its 16 hex digits.</summary>
    /// <param name="s">16 hex digits.</param>
    /// <param name="provider">Not used.</param>
    /// <exception cref="FormatException"><paramref name="s"/> is not 16 hex digits.</exception>
    public static SpanId Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Reads an id from its 16 hex digits.</summary>
    /// <param name="s">16 hex digits.</param>
    /// <param name="provider">Not used.</param>
    /// <exception cref="FormatException"><paramref name="s"/> is not 16 hex digits.</exception>
    public static SpanId Parse(ReadOnlySpan<char> s, IFormatProvider? provider) =>
        TryParse(s, provider, out SpanId id) ? id : throw new FormatException($"'{s}' is not a span id. A span id is 16 hex digits.");

    /// <summary>Reads an id from its 16 hex digits, if the text is one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="id">The id; <see cref="None"/> if the text is not an id.</param>
    /// <returns>Whether the text is an id.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out SpanId id) => TryParse(text.AsSpan(), provider: null, out id);

    /// <summary>Reads an id from its 16 hex digits, if the text is one.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The id; <see cref="None"/> if the text is not an id.</param>
    /// <returns>Whether the text is an id.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SpanId result) => TryParse(s.AsSpan(), provider, out result);

    /// <summary>Reads an id from its 16 hex digits, if the text is one.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The id; <see cref="None"/> if the text is not an id.</param>
    /// <returns>Whether the text is an id.</returns>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out SpanId result)
    {
        Span<ulong> parts = stackalloc ulong[1];
        bool isId = HexDigits.TryRead(s, parts);
        result = new SpanId(parts[0]);
        return isId;
    }

    /// <summary>Reads an id from its 8 bytes, most significant first.</summary>
    /// <param name="source">At least 8 bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer bytes.</exception>
    public static SpanId FromBytes(ReadOnlySpan<byte> source) => new(BinaryPrimitives.ReadUInt64BigEndian(source));

    /// <summary>Returns the id of an activity of <c>System.Diagnostics</c>.</summary>
    /// <param name="id">The activity's id.</param>
    public static SpanId FromActivitySpanId(ActivitySpanId id)
    {
        Span<byte> bytes = stackalloc byte[8];
        id.CopyTo(bytes);
        return FromBytes(bytes);
    }

    /// <summary>Returns the same id for an activity of <c>System.Diagnostics</c>.</summary>
    public ActivitySpanId ToActivitySpanId()
    {
        Span<byte> bytes = stackalloc byte[8];
        WriteBytes(bytes);
        return ActivitySpanId.CreateFromBytes(bytes);
    }

    /// <summary>Writes the 8 bytes of the id, most significant first.</summary>
    /// <param name="destination">At least 8 bytes.</param>
    public void WriteBytes(Span<byte> destination) => BinaryPrimitives.WriteUInt64BigEndian(destination, _value);

    /// <inheritdoc/>
    public bool Equals(SpanId other) => _value == other._value;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is SpanId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _value.GetHashCode();

    /// <summary>Returns the id as 16 lower-case hex digits.</summary>
    public override string ToString() => HexDigits.ToString([_value]);

    /// <summary>Returns the id as 16 hex digits.</summary>
    /// <param name="format"><c>x</c>, null or empty for lower case, <c>X</c> for upper case.</param>
    /// <param name="formatProvider">Not used.</param>
    /// <exception cref="FormatException">The format is not one of these.</exception>
    public string ToString(string? format, IFormatProvider? formatProvider) => HexDigits.ToString([_value], format);

    /// <summary>Writes the id as 16 hex digits.</summary>
    /// <param name="destination">The destination.</param>
    /// <param name="charsWritten">The number of characters written.</param>
    /// <param name="format"><c>x</c> or empty for lower case, <c>X</c> for upper case.</param>
    /// <param name="provider">Not used.</param>
    /// <returns>Whether the id fits in.</returns>
    /// <exception cref="FormatException">The format is not one of these.</exception>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        HexDigits.TryFormat([_value], destination, out charsWritten, format);

    /// <summary>Writes the id as 16 hex digits in UTF-8.</summary>
    /// <param name="utf8Destination">The destination.</param>
    /// <param name="bytesWritten">The number of bytes written.</param>
    /// <param name="format"><c>x</c> or empty for lower case, <c>X</c> for upper case.</param>
    /// <param name="provider">Not used.</param>
    /// <returns>Whether the id fits in.</returns>
    /// <exception cref="FormatException">The format is not one of these.</exception>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        HexDigits.TryFormat([_value], utf8Destination, out bytesWritten, format);

    /// <summary>Whether two ids are the same.</summary>
    public static bool operator ==(SpanId left, SpanId right) => left.Equals(right);

    /// <summary>Whether two ids differ.</summary>
    public static bool operator !=(SpanId left, SpanId right) => !left.Equals(right);
}
