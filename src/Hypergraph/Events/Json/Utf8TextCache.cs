using System.Text;
using System.Text.Json;

namespace Hypergraph.Events.Json;

/// <summary>Returns one string for texts that are read repeatedly, such as the names of nodes. Not thread-safe.</summary>
internal sealed class Utf8TextCache
{
    /// <summary>A power of two.</summary>
    private const int Size = 256;

    /// <summary>Longer texts are seldom repeated.</summary>
    private const int MaxBytes = 128;

    private readonly (byte[] Utf8, string Text)[] _entries = new (byte[], string)[Size];

    /// <summary>Reads a string, or null.</summary>
    public string? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String || reader.HasValueSequence || reader.ValueIsEscaped || reader.ValueSpan.Length is 0 or > MaxBytes)
        {
            return reader.GetString();
        }

        ReadOnlySpan<byte> utf8 = reader.ValueSpan;
        ref (byte[] Utf8, string Text) entry = ref _entries[IndexOf(utf8)];
        if (entry.Utf8 is null || !utf8.SequenceEqual(entry.Utf8))
        {
            entry = (utf8.ToArray(), Encoding.UTF8.GetString(utf8));
        }

        return entry.Text;
    }

    private static int IndexOf(ReadOnlySpan<byte> utf8)
    {
        uint hash = (uint)utf8.Length;
        foreach (byte value in utf8)
        {
            hash = (hash * 31) + value;
        }

        return (int)((hash ^ (hash >> 8)) % Size);
    }
}
