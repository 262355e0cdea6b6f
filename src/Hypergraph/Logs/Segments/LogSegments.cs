using System.Globalization;

namespace Hypergraph.Logs.Segments;

/// <summary>The names of the files of a log: <c>run.jsonl</c>, <c>run.segment-1.jsonl</c>, <c>run.segment-2.jsonl</c>, in the order in which they are written.</summary>
/// <remarks>A number alone would not do: logs of their own have names such as <c>run.1.jsonl</c>.</remarks>
internal static class LogSegments
{
    /// <summary>Returns the path of a segment; the first has the number 0 and the path of the log.</summary>
    public static string PathOf(string path, int number) => number == 0
        ? path
        : Path.Combine(
            Path.GetDirectoryName(path) ?? string.Empty,
            string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(path)}.segment-{number}{Path.GetExtension(path)}"));

    /// <summary>Returns the number of the last segment that exists; 0 if there is none.</summary>
    public static int FindLast(string path)
    {
        int last = 0;
        while (File.Exists(PathOf(path, last + 1)))
        {
            last++;
        }

        return last;
    }
}
