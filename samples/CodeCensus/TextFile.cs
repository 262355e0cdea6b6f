using System.Text;

namespace CodeCensus;

/// <summary>Reads files.</summary>
internal static class TextFile
{
    private const int ProbeBytes = 8_000;

    /// <summary>The text of a file; null if it is binary. A zero byte near its start marks it as binary, as in git.</summary>
    public static async Task<string?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, useAsync: true);
        byte[] start = new byte[ProbeBytes];
        int count = await file.ReadAtLeastAsync(start, ProbeBytes, throwOnEndOfStream: false, cancellationToken);
        if (start.AsSpan(0, count).Contains((byte)0))
        {
            return null;
        }

        file.Position = 0;
        using var reader = new StreamReader(file, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 32_768);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    /// <summary>The gate: whether there is text to count.</summary>
    public static bool IsText(string? text) => text is not null;
}
