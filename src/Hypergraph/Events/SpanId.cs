using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Hypergraph;

/// <summary>
/// Names one scope of events: a run or one execution of a node. 8 bytes, printed as 16 lower-case hex digits, as a
/// span id of W3C Trace Context is.
/// </summary>
/// <remarks>The default value is <see cref="None"/> and names no span.</remarks>
public readonly struct SpanId : IEquatable<SpanId>
{
    private readonly ulong _value;

    internal SpanId(ulong value) => _value = value;

    /// <summary>The id that names no span.</summary>
    public static SpanId None => default;

    /// <summary>Whether this is <see cref="None"/>.</summary>
    public bool IsNone => _value == 0;

    /// <summary>Draws a new random id, never <see cref="None"/>. Safe from any thread.</summary>
    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "Ids correlate events; they guard nothing.")]
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
        return text.Length == 16 && ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong value)
            ? new SpanId(value)
            : throw new FormatException($"'{text}' is not a span id. A span id is 16 hex digits.");
    }

    /// <inheritdoc/>
    public bool Equals(SpanId other) => _value == other._value;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is SpanId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _value.GetHashCode();

    /// <summary>The id as 16 lower-case hex digits.</summary>
    public override string ToString() => _value.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Whether two ids are the same.</summary>
    public static bool operator ==(SpanId left, SpanId right) => left.Equals(right);

    /// <summary>Whether two ids differ.</summary>
    public static bool operator !=(SpanId left, SpanId right) => !left.Equals(right);
}
