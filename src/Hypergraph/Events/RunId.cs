using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Hypergraph;

/// <summary>
/// Names one run: a call, a map, an item of a map or a nested run. 16 bytes, printed as 32 lower-case hex digits,
/// as a trace id of W3C Trace Context is.
/// </summary>
/// <remarks>The default value is <see cref="None"/> and names no run.</remarks>
public readonly struct RunId : IEquatable<RunId>
{
    private readonly ulong _high;
    private readonly ulong _low;

    internal RunId(ulong high, ulong low)
    {
        _high = high;
        _low = low;
    }

    /// <summary>The id that names no run.</summary>
    public static RunId None => default;

    /// <summary>Whether this is <see cref="None"/>.</summary>
    public bool IsNone => (_high | _low) == 0;

    /// <summary>Draws a new random id, never <see cref="None"/>. Safe from any thread.</summary>
    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "Ids correlate events; they guard nothing.")]
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
        return text.Length == 32
            && ulong.TryParse(text.AsSpan(0, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong high)
            && ulong.TryParse(text.AsSpan(16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong low)
                ? new RunId(high, low)
                : throw new FormatException($"'{text}' is not a run id. A run id is 32 hex digits.");
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

    /// <summary>The id as 32 lower-case hex digits.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_high:x16}{_low:x16}");

    /// <summary>Whether two ids are the same.</summary>
    public static bool operator ==(RunId left, RunId right) => left.Equals(right);

    /// <summary>Whether two ids differ.</summary>
    public static bool operator !=(RunId left, RunId right) => !left.Equals(right);
}
