namespace Hypergraph.Orleans.Transport;

/// <summary>
/// The limits of messages: Orleans rejects messages of more than 100 MB, and large messages delay small ones.
/// </summary>
internal static class WireBatches
{
    /// <summary>The size in bytes at which a message is complete.</summary>
    public const int FullBytes = 8 * 1024 * 1024;

    /// <summary>The maximum size of the inputs, or of the outputs, of one item in bytes.</summary>
    public const int MaxItemBytes = 32 * 1024 * 1024;

    /// <summary>The maximum size of a value in an event in bytes; larger values are replaced by their text.</summary>
    public const int MaxEventValueBytes = 1024 * 1024;

    /// <summary>The maximum number of characters in a text that replaces a value.</summary>
    public const int MaxTextLength = 10_000;

    /// <summary>The maximum number of characters in the message or the stack trace of an exception.</summary>
    public const int MaxErrorLength = 64 * 1024;

    /// <summary>Splits entries into messages, in order.</summary>
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
