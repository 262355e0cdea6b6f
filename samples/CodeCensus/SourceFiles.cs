namespace CodeCensus;

/// <summary>Finds the files of a source tree.</summary>
internal static class SourceFiles
{
    private static readonly string[] Skipped = ["bin", "obj", "node_modules"];

    private static readonly EnumerationOptions Everything = new() { IgnoreInaccessible = false, AttributesToSkip = FileAttributes.None };

    /// <summary>
    /// The files in a folder and below, in a fixed order. Hidden folders, build output, packages and links to folders
    /// are left out. A folder that cannot be listed stands for itself, so that reading it reports why.
    /// </summary>
    public static IEnumerable<string> In(string folder, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Entries(folder) is not { } entries)
        {
            return [folder];
        }

        return entries.SelectMany(entry => entry switch
        {
            DirectoryInfo => IsSource(entry) ? In(entry.FullName, cancellationToken) : [],
            _ => [entry.FullName],
        });
    }

    private static FileSystemInfo[]? Entries(string folder)
    {
        try
        {
            FileSystemInfo[] entries = new DirectoryInfo(folder).GetFileSystemInfos("*", Everything);
            Array.Sort(entries, (a, b) => string.CompareOrdinal(a.Name, b.Name));
            return entries;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsSource(FileSystemInfo folder) =>
        folder.LinkTarget is null && folder.Name[0] != '.' && !Skipped.Contains(folder.Name, StringComparer.OrdinalIgnoreCase);
}
