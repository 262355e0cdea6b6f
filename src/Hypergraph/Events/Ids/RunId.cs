using System.Buffers.Binary;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Hypergraph.Events.Ids;

namespace Hypergraph;

/// <summary>
/// Identifies one run: a call, a map, an item of a map or a nested run. 16 bytes, written as 32 lower-case hex digits,
/// like a trace id of W3C Trace Context.
/// </summary>
/// <remarks>
/// In JSON it is a string, also as the key of a dictionary. The default value is <see cref="None"/> and identifies no run.
/// </remarks>
[JsonConverter(typeof(IdJsonConverter<RunId>))]
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct RunId : IEquatable<RunId>, ISpanParsable<RunId>, ISpanFormattable, IUtf8SpanFormattable
{
    private readonly ulong _high;
    private readonly ulong _low;

    internal RunId(ulong high, ulong low)
    {
        _high = high;
        _low = low;
    }

    /// <summary>The id that identifies no run.</summary>
    public static RunId None => default;

    /// <summary>Whether this is <see cref="None"/>.</summary>
    public bool IsNone => (_high | _low) == 0;

    /// <summary>Creates a random id, never <see cref="None"/>. Thread-safe.</summary>
    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "Ids correlate events; they protect nothing.")]
    public static RunId New()
    {
        RunId id;
        do
        {
            id = new RunId((ulong)Random.Shared.NextInt64(), (ulong)Random.Shared.NextInt64());
        }
        while (id.IsNone);
        return id;
    }

    /// <summary>Reads an id from its 32 hex digits.</summary>
    /// <param name="text">32 hex digits.</param>
    /// <exception cref="FormatException"><paramref name="text"/> is not 32 hex digits.</exception>
    public static RunId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Parse(text.AsSpan(), provider: null);
    }

    /// <summary>Reads an id from its 32 hex digits.</summary>
    /// <param name="s">32 hex digits.</param>
    /// <param name="provider">Not used.</param>
    /// <exception cref="FormatException"><paramref name="s"/> is not 32 hex digits.</exception>
    public static RunId Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Reads an id from its 32 hex digits.</summary>
    /// <param name="s">32 hex digits.</param>
    /// <param name="provider">Not used.</param>
    /// <exception cref="FormatException"><paramref name="s"/> is not 32 hex digits.</exception>
    public static RunId Parse(ReadOnlySpan<char> s, IFormatProvider? provider) =>
        TryParse(s, provider, out RunId id) ? id : throw new FormatException($"'{s}' is not a run id. A run id is 32 hex digits.");

    /// <summary>Reads an id from its 32 hex digits, if the text is one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="id">The id; <see cref="None"/> if the text is not an id.</param>
    /// <returns>Whether the text is an id.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out RunId id) => TryParse(text.AsSpan(), provider: null, out id);

    /// <summary>Reads an id from its 32 hex digits, if the text is one.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The id; <see cref="None"/> if the text is not an id.</param>
    /// <returns>Whether the text is an id.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out RunId result) => TryParse(s.AsSpan(), provider, out result);

    /// <summary>Reads an id from its 32 hex digits, if the text is one.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The id; <see cref="None"/> if the text is not an id.</param>
    /// <returns>Whether the text is an id.</returns>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out RunId result)
    {
        Span<ulong> parts = stackalloc ulong[2];
        bool isId = HexDigits.TryRead(s, parts);
        result = new RunId(parts[0], parts[1]);
        return isId;
    }

    /// <summary>Reads an id from its 16 bytes, most significant first.</summary>
    /// <param name="source">At least 16 bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer bytes.</exception>
    public static RunId FromBytes(ReadOnlySpan<byte> source) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(source), BinaryPrimitives.ReadUInt64BigEndian(source[8..]));

    /// <summary>Returns the id of an activity of <c>System.Diagnostics</c>.</summary>
    /// <param name="id">The activity's id.</param>
    public static RunId FromActivityTraceId(ActivityTraceId id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.CopyTo(bytes);
        return FromBytes(bytes);
    }

    /// <summary>Returns the same id for an activity of <c>System.Diagnostics</c>.</summary>
    public ActivityTraceId ToActivityTraceId()
    {
        Span<byte> bytes = stackalloc byte[16];
        WriteBytes(bytes);
        return ActivityTraceId.CreateFromBytes(bytes);
    }

    /// <summary>Writes the 16 bytes of the id, most significant first.</summary>
    /// <param name="destination">At least 16 bytes.</param>
    public void WriteBytes(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _high);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _low);
    }

    /// <inheritdoc/>
    public bool Equals(RunId other) => _high == other._high && _low == other._low;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is RunId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_high, _low);

    /// <summary>Returns the id as 32 lower-case hex digits.</summary>
    public override string ToString() => HexDigits.ToString([_high, _low]);

    /// <summary>Returns the id as 32 hex digits.</summary>
    /// <param name="format"><c>x</c>, null or empty for lower case, <c>X</c> for upper case.</param>
    /// <param name="formatProvider">Not used.</param>
    /// <exception cref="FormatException">The format is not one of these.</exception>
    public string ToString(string? format, IFormatProvider? formatProvider) => HexDigits.ToString([_high, _low], format);

    /// <summary>Writes the id as 32 hex digits.</summary>
    /// <param name="destination">The destination.</param>
    /// <param name="charsWritten">The number of characters written.</param>
    /// <param name="format"><c>x</c> or empty for lower case, <c>X</c> for upper case.</param>
    /// <param name="provider">Not used.</param>
    /// <returns>Whether the id fits in.</returns>
    /// <exception cref="FormatException">The format is not one of these.</exception>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        HexDigits.TryFormat([_high, _low], destination, out charsWritten, format);

    /// <summary>Writes the id as 32 hex digits in UTF-8.</summary>
    /// <param name="utf8Destination">The destination.</param>
    /// <param name="bytesWritten">The number of bytes written.</param>
    /// <param name="format"><c>x</c> or empty for lower case, <c>X</c> for upper case.</param>
    /// <param name="provider">Not used.</param>
    /// <returns>Whether the id fits in.</returns>
    /// <exception cref="FormatException">The format is not one of these.</exception>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        HexDigits.TryFormat([_high, _low], utf8Destination, out bytesWritten, format);

    /// <summary>Whether two ids are the same.</summary>
    public static bool operator ==(RunId left, RunId right) => left.Equals(right);

    /// <summary>Whether two ids differ.</summary>
    public static bool operator !=(RunId left, RunId right) => !left.Equals(right);
}
