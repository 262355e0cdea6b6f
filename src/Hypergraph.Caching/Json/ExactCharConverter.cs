using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hypergraph.Caching.Json;

/// <summary>Writes a character as its code, because the JSON writer replaces every surrogate by the same character.</summary>
internal sealed class ExactCharConverter : JsonConverter<char>
{
    public override char Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Keys are not read.");

    public override void Write(Utf8JsonWriter writer, char value, JsonSerializerOptions options) => writer.WriteNumberValue((int)value);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, char value, JsonSerializerOptions options) =>
        writer.WritePropertyName(((int)value).ToString(CultureInfo.InvariantCulture));
}
