using System.Text;
using System.Text.Json;

namespace Hypergraph.Events.Json;

/// <summary>Returns one string for texts that are read again soon, such as the paths of the events of a node. Most texts are not read again. Not thread-safe.</summary>
internal sealed class RecentTexts
{
    private const int Count = 4;

    private readonly Entry[] _entries = new Entry[Count];
    private int _next;

    /// <summary>Reads a string, or null.</summary>
    public string? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String || reader.HasValueSequence || reader.ValueIsEscaped)
        {
            return reader.GetString();
        }

        ReadOnlySpan<byte> utf8 = reader.ValueSpan;
        foreach (ref readonly Entry entry in _entries.AsSpan())
        {
            if (entry.Text is not null && utf8.SequenceEqual(entry.Utf8.AsSpan(0, entry.Length)))
            {
                return entry.Text;
            }
        }

        _next = (_next + 1) % Count;
        return Add(ref _entries[_next], utf8);
    }

    private static string Add(ref Entry entry, ReadOnlySpan<byte> utf8)
    {
        if (entry.Utf8 is null || entry.Utf8.Length < utf8.Length)
        {
            entry.Utf8 = new byte[Math.Max(64, utf8.Length)];
        }

        utf8.CopyTo(entry.Utf8);
        entry.Length = utf8.Length;
        return entry.Text = Encoding.UTF8.GetString(utf8);
    }

    private struct Entry
    {
        public byte[]? Utf8;
        public int Length;
        public string? Text;
    }
}
