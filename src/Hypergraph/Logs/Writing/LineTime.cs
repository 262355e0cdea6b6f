using System.Text.Json;

namespace Hypergraph.Logs.Writing;

/// <summary>The time of a line of a log, without reading all of it.</summary>
internal static class LineTime
{
    /// <summary>Finds the time in the first bytes of a line.</summary>
    /// <returns>The time; null if the bytes have none.</returns>
    public static DateTimeOffset? Find(ReadOnlySpan<byte> start)
    {
        try
        {
            var json = new Utf8JsonReader(start, isFinalBlock: false, state: default);
            while (json.Read())
            {
                if (json.CurrentDepth == 1 && json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("time"u8))
                {
                    return json.Read() && json.TokenType == JsonTokenType.String && json.TryGetDateTimeOffset(out DateTimeOffset time) ? time : null;
                }
            }
        }
        catch (JsonException)
        {
            // What is there is not a log. Reading it says so.
        }

        return null;
    }
}
