using System.Runtime.CompilerServices;

namespace Hypergraph.Architecture.Tests;

/// <summary>The folders of the repository that the tests read.</summary>
internal static class Repository
{
    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The names of the projects under <c>src/</c>.</summary>
    public static string[] Projects { get; } =
        [.. Directory.EnumerateDirectories(Path.Combine(Root, "src")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    /// <summary>Whether the tests write the files that describe the code, in place of comparing them: <c>docs/rooms/update.sh</c> sets it.</summary>
    public static bool IsUpdating { get; } = Environment.GetEnvironmentVariable("HYPERGRAPH_UPDATE_ROOMS") == "1";

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot([CallerFilePath] string file = "")
    {
        // A deterministic build replaces the path of the source, so that only the output folder leads to the repository.
        string? folder = File.Exists(file) ? Path.GetDirectoryName(file) : AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Hypergraph.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("Hypergraph.slnx is in no folder above the tests.");
    }
}
