namespace Hypergraph.Conformance;

/// <summary>Finds the cases.</summary>
public static class ConformanceFolder
{
    /// <summary>The environment variable that names the folder of the cases.</summary>
    public const string Variable = "HYPERGRAPH_CONFORMANCE";

    /// <summary>
    /// The folder named by <see cref="Variable"/>; otherwise <c>shared/conformance</c> beside a folder above the current
    /// one; null if there is none.
    /// </summary>
    public static string? Find(string start)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return Directory.Exists(named) ? named : null;
        }

        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared", "conformance");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>The files of the cases, by name.</summary>
    public static IEnumerable<string> CasesIn(string folder) => Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal);
}
