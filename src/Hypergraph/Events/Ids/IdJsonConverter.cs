using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hypergraph;

/// <summary>Writes an id as text in JSON, also as the key of a dictionary. The ids name it in an attribute, so that no registration is needed.</summary>
/// <typeparam name="TId"><see cref="RunId"/> or <see cref="SpanId"/>.</typeparam>
public sealed class IdJsonConverter<TId> : JsonConverter<TId>
    where TId : struct, ISpanParsable<TId>, IUtf8SpanFormattable
{
    internal const int MaxDigits = 32;

    /// <inheritdoc/>
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? Parse(reader.GetString())
            : throw new JsonException($"A {typeof(TId).Name} is a text of hex digits.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Span<byte> digits = stackalloc byte[MaxDigits];
        writer.WriteStringValue(Format(value, digits));
    }

    /// <inheritdoc/>
    public override TId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString());

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, TId value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Span<byte> digits = stackalloc byte[MaxDigits];
        writer.WritePropertyName(Format(value, digits));
    }

    internal static ReadOnlySpan<byte> Format(TId value, Span<byte> digits)
    {
        _ = value.TryFormat(digits, out int count, [], CultureInfo.InvariantCulture);
        return digits[..count];
    }

    private static TId Parse(string? text) =>
        TId.TryParse(text, CultureInfo.InvariantCulture, out TId id) ? id : throw new JsonException($"'{text}' is not a {typeof(TId).Name}.");
}
