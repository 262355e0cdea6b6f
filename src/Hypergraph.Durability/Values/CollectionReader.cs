using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Hypergraph.Durability.Values;

/// <summary>Reads the items of a stored collection. Those of the most frequent types are not boxed: a map of a million items has them in memory as long as it runs.</summary>
internal static class CollectionReader
{
    /// <summary>Reads the items up to the end of the array at whose start the reader is.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="item">The type of the items.</param>
    /// <returns>A list of the type of the items, or of objects.</returns>
    public static IList Read(ref Utf8JsonReader reader, JsonTypeInfo item) => item switch
    {
        JsonTypeInfo<int> type => ReadItems(ref reader, type),
        JsonTypeInfo<long> type => ReadItems(ref reader, type),
        JsonTypeInfo<double> type => ReadItems(ref reader, type),
        JsonTypeInfo<Guid> type => ReadItems(ref reader, type),
        JsonTypeInfo<DateTimeOffset> type => ReadItems(ref reader, type),
        JsonTypeInfo<string> type => ReadItems(ref reader, type),
        _ => ReadObjects(ref reader, item),
    };

    private static List<T?> ReadItems<T>(ref Utf8JsonReader reader, JsonTypeInfo<T> type)
    {
        List<T?> items = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(JsonSerializer.Deserialize(ref reader, type));
        }

        return items;
    }

    private static List<object?> ReadObjects(ref Utf8JsonReader reader, JsonTypeInfo type)
    {
        List<object?> items = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(JsonSerializer.Deserialize(ref reader, type));
        }

        return items;
    }
}
