using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hypergraph.Caching.Json;

/// <summary>
/// Writes text so that different texts have different JSON. UTF-8 cannot encode a lone surrogate, and the JSON writer
/// replaces each of them by the same character.
/// </summary>
internal sealed class ExactTextConverter : JsonConverter<string>
{
    private const string Prefix = "utf-16:";

    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Keys are not read.");

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(Encode(value));

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(Encode(value));

    /// <summary>Returns the text itself, or its UTF-16 code units if it has a lone surrogate. No two texts have the same result.</summary>
    private static string Encode(string text) => HasLoneSurrogate(text) || text.StartsWith(Prefix, StringComparison.Ordinal)
        ? Prefix + string.Join(',', text.Select(c => ((int)c).ToString("x4", CultureInfo.InvariantCulture)))
        : text;

    private static bool HasLoneSurrogate(ReadOnlySpan<char> text)
    {
        for (int index = text.IndexOfAnyInRange('\ud800', '\udfff'); index >= 0 && index < text.Length; index++)
        {
            if (char.IsSurrogate(text[index]))
            {
                if (index + 1 == text.Length || !char.IsSurrogatePair(text[index], text[index + 1]))
                {
                    return true;
                }

                index++;
            }
        }

        return false;
    }
}
