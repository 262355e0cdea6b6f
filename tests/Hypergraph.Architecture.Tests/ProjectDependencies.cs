using System.Text.Json;

namespace Hypergraph.Architecture.Tests;

/// <summary>What a project depends on: as its lock file has it, whichever file the references are in, and as the table in the document says.</summary>
internal static class ProjectDependencies
{
    /// <summary>Packages that only the build uses.</summary>
    private static readonly string[] BuildPackages = ["Meziantou.Analyzer", "Microsoft.CodeAnalysis.PublicApiAnalyzers", "Microsoft.NET.ILLink.Tasks"];

    /// <summary>Reads the packages and projects that a lock file lists as references, in alphabetical order.</summary>
    /// <param name="lockFile">The text of <c>packages.lock.json</c>.</param>
    /// <param name="projects">The names of the projects, as the lock file has them in lower case.</param>
    public static string[] Read(string lockFile, string[] projects)
    {
        using var json = JsonDocument.Parse(lockFile);
        return
        [
            .. from framework in json.RootElement.GetProperty("dependencies").EnumerateObject()
               from dependency in framework.Value.EnumerateObject()
               let type = dependency.Value.GetProperty("type").GetString()
               where type == "Project" || (type == "Direct" && !BuildPackages.Contains(dependency.Name))
               let name = type == "Project" ? Array.Find(projects, project => project.Equals(dependency.Name, StringComparison.OrdinalIgnoreCase)) ?? dependency.Name : dependency.Name
               orderby name
               select name,
        ];
    }

    /// <summary>Reads the last column of a project's row in the table of packages.</summary>
    public static string[] ReadTable(string document, string project)
    {
        string row = document.Split('\n').FirstOrDefault(line => line.StartsWith($"| `src/{project}` |", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"docs/architecture.md has no row for `src/{project}` in the table of packages. Add it.");
        return [.. row.Split('|', StringSplitOptions.TrimEntries)[3].Split(',', StringSplitOptions.TrimEntries).Where(name => name != "–").Order(StringComparer.Ordinal)];
    }
}
