namespace Hypergraph.Progress.Tests;

/// <summary>The programs of this machine.</summary>
public static class Programs
{
    /// <summary>Whether a program can be found.</summary>
    public static bool Has(string name) => Environment.GetEnvironmentVariable("PATH")?
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, name))) == true;
}
