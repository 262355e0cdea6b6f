namespace Hypergraph.Orleans;

/// <summary>
/// How much goes in one message: Orleans refuses those of more than 100 MB, and large ones keep small ones waiting.
/// </summary>
internal static class WireBatches
{
    /// <summary>The bytes in a message with which no further entry is added to it.</summary>
    public const int FullBytes = 8 * 1024 * 1024;

    /// <summary>The bytes that the inputs or the outputs of one item may take.</summary>
    public const int MaxItemBytes = 32 * 1024 * 1024;

    /// <summary>The bytes that one value in an event may take; longer ones go as their text.</summary>
    public const int MaxEventValueBytes = 1024 * 1024;

    /// <summary>The characters that a text in place of a value may have.</summary>
    public const int MaxTextLength = 10_000;

    /// <summary>The characters that the message or the stack trace of an exception may have.</summary>
    public const int MaxErrorLength = 64 * 1024;

    public static int BytesOf(IEnumerable<WireValue>? values) => values?.Sum(v => v.Bytes) ?? 0;

    /// <summary>Splits into messages, in order.</summary>
    public static IEnumerable<T[]> Split<T>(IEnumerable<T> entries, int maxCount, Func<T, int> bytesOf, int fullBytes = FullBytes)
    {
        List<T> batch = [];
        int bytes = 0;
        foreach (T entry in entries)
        {
            batch.Add(entry);
            bytes += bytesOf(entry);
            if (batch.Count == maxCount || bytes >= fullBytes)
            {
                yield return [.. batch];
                batch.Clear();
                bytes = 0;
            }
        }

        if (batch.Count > 0)
        {
            yield return [.. batch];
        }
    }
}
