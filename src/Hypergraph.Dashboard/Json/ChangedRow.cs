using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hypergraph.Dashboard.Json;

/// <summary>A row that has changed, as an array of its index and the row.</summary>
/// <param name="Index">Its index.</param>
/// <param name="Row">The row.</param>
[JsonConverter(typeof(ChangedRowConverter))]
internal sealed record ChangedRow(int Index, Row Row);

/// <summary>Writes a row that has changed.</summary>
internal sealed class ChangedRowConverter : JsonConverter<ChangedRow>
{
    public override ChangedRow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("The page sends no rows.");

    public override void Write(Utf8JsonWriter writer, ChangedRow value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Index);
        JsonSerializer.Serialize(writer, value.Row, DashboardJson.Default.Row);
        writer.WriteEndArray();
    }
}
