using System.Text.RegularExpressions;

namespace Hypergraph.Documentation.Tests;

/// <summary>XML docs and guides use the terms of the glossary, not words of a private dialect.</summary>
public sealed partial class PlainEnglishTests
{
    public static TheoryData<string> Projects => [.. Directory
        .EnumerateDirectories(Path.Combine(Repository.Root, "src"))
        .Select(folder => Path.GetRelativePath(Repository.Root, folder).Replace('\\', '/'))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Comments_Use_standard_terms(string project) => Assert.Empty(Directory
        .EnumerateFiles(Path.Combine(Repository.Root, project), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .SelectMany(file => Findings(file, line => line.TrimStart().StartsWith("//", StringComparison.Ordinal))));

    [Theory]
    [MemberData(nameof(SnippetTests.Pages), MemberType = typeof(SnippetTests))]
    public void Guides_Use_standard_terms(string page)
    {
        bool isCode = false;
        Assert.Empty(Findings(Path.Combine(Repository.Root, page), line =>
        {
            bool isFence = line.StartsWith("```", StringComparison.Ordinal);
            isCode ^= isFence;
            return !isFence && !isCode;
        }));
    }

    /// <summary>The words that are not allowed, with their places, in the lines of a file that count.</summary>
    private static IEnumerable<string> Findings(string file, Func<string, bool> counts) => File
        .ReadAllLines(file)
        .Select((line, i) => (Text: counts(line) ? InlineCode().Replace(line, string.Empty) : string.Empty, Number: i + 1))
        .SelectMany(line => Dialect().Matches(line.Text).Select(m => $"{Path.GetRelativePath(Repository.Root, file)}:{line.Number}: {m.Value}"));

    /// <summary>Each has a standard term in docs/glossary.md or in .NET's documentation: returns, accepts, reports, the caller, continues, in flight, converges.</summary>
    [GeneratedRegex(
        @"\b(gives?|gave|giving|givers?|takers?|tells?|telling|told|who|whoever|whom|nobody|anybody|somebody|everybody|goes on|go on|went on|under way|comes? to rest|came to rest|turns? of (a|the) loop|bare (run|call|plan)s?|direct plans?)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Dialect();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex InlineCode();
}
