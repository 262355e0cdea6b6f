namespace CodeCensus;

/// <summary>The folder of the census if none is named.</summary>
internal static class SolutionFolder
{
    /// <summary>The nearest folder with a solution, seen from the current folder or else from the program; without one the current folder.</summary>
    public static string Find() =>
        FindFrom(Environment.CurrentDirectory) ?? FindFrom(AppContext.BaseDirectory) ?? Environment.CurrentDirectory;

    private static string? FindFrom(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (folder.EnumerateFiles("*.sln*").Any(f => f.Extension is ".sln" or ".slnx"))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
