using System.Globalization;

namespace Hypergraph.Logs.Segments;

/// <summary>The names of the files of a log: <c>run.jsonl</c>, <c>run.segment-1.jsonl</c>, <c>run.segment-2.jsonl</c>, in the order in which they are written.</summary>
/// <remarks>A number alone would not do: logs of their own have names such as <c>run.1.jsonl</c>.</remarks>
internal static class LogSegments
{
    private const string NumberPrefix = "segment-";

    /// <summary>Returns the path of a segment; the first has the number 0 and the path of the log.</summary>
    public static string PathOf(string path, int number) => number == 0
        ? path
        : Path.Combine(
            Path.GetDirectoryName(path) ?? string.Empty,
            string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(path)}.{NumberPrefix}{number}{Path.GetExtension(path)}"));

    /// <summary>Returns the number of the last segment that exists; 0 if there is none. Earlier ones may have been removed.</summary>
    public static int FindLast(string path) => NumbersOf(path).DefaultIfEmpty(0).Max();

    /// <summary>Returns the number of the first segment that exists; null if there is none.</summary>
    public static int? FindFirst(string path) => FindNext(path, -1);

    /// <summary>Returns the number of the first segment that exists after one; null if there is none. Those between may have been removed.</summary>
    /// <param name="path">The path of the log.</param>
    /// <param name="number">The number of the segment before.</param>
    public static int? FindNext(string path, int number) => File.Exists(PathOf(path, number + 1))
        ? number + 1
        : NumbersOf(path).Where(other => other > number).Select(other => (int?)other).Min();

    /// <summary>The numbers of the segments after the first.</summary>
    private static IEnumerable<int> NumbersOf(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string prefix = $"{Path.GetFileNameWithoutExtension(path)}.{NumberPrefix}";
        string extension = Path.GetExtension(path);
        return !Directory.Exists(folder) ? [] : Directory.EnumerateFiles(folder, $"*.{NumberPrefix}*")
            .Select(file => Path.GetFileName(file))
            .Where(name => name.Length > prefix.Length + extension.Length && name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(extension, StringComparison.Ordinal))
            .Select(name => int.TryParse(name[prefix.Length..^extension.Length], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0)
            .Where(number => number > 0);
    }
}
