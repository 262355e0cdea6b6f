using System.Text.RegularExpressions;

namespace Hypergraph.Dashboard.Logs;

/// <summary>The paths of logs. A log of several segments is read once, whichever of its files are named.</summary>
internal static partial class LogPaths
{
    /// <summary>Compares paths as the file system does.</summary>
    public static StringComparer Comparer => OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>Returns the full path of the log to which a file belongs: that of its first segment.</summary>
    public static string Normalize(string path)
    {
        string full = Path.GetFullPath(path);
        return Path.Combine(Path.GetDirectoryName(full) ?? string.Empty, Segment().Replace(Path.GetFileName(full), "${extension}"));
    }

    /// <summary>Whether a log has a file. Its first segments may have been removed.</summary>
    public static bool Exists(string path)
    {
        if (File.Exists(path))
        {
            return true;
        }

        string? folder = Path.GetDirectoryName(path);
        return Directory.Exists(folder)
            && Directory.EnumerateFiles(folder, "*.segment-*").Any(file => Comparer.Equals(Normalize(file), path));
    }

    /// <summary>The number of a segment in <c>run.segment-1.jsonl</c>, and the extension.</summary>
    [GeneratedRegex(@"\.segment-[1-9][0-9]*(?<extension>\.[^.]*)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Segment();
}
