using System.Text.RegularExpressions;

namespace Hypergraph.Documentation.Tests;

/// <summary>Links between pages, and pages that code names, exist.</summary>
public sealed partial class LinkTests
{
    private static readonly string[] Folders = ["bench", "samples", "src", "tests"];

    [Theory]
    [MemberData(nameof(SnippetTests.Pages), MemberType = typeof(SnippetTests))]
    public void Links_Lead_to_files_and_headings(string page)
    {
        string folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        string[] broken = [.. Link().Matches(CodeBlock().Replace(Repository.Read(page), string.Empty))
            .Select(match => match.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal))
            .Where(target => !Exists(Path.Combine(Repository.Root, page), folder, target))];
        Assert.Empty(broken);
    }

    [Fact]
    public void Pages_that_code_names_Exist()
    {
        (string Page, string File)[] missing = [.. Folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => Page().Matches(File.ReadAllText(file)).Select(match => (Page: match.Value, File: file)))
            .Where(named => !File.Exists(Path.Combine(Repository.Root, named.Page)))];
        Assert.Empty(missing);
    }

    [Theory]
    [InlineData("docs")]
    [InlineData("docs/decisions")]
    public void Index_Has_every_page(string folder)
    {
        string[] missing = [.. Directory
            .EnumerateFiles(Path.Combine(Repository.Root, folder), "*.md")
            .Select(file => Path.GetFileName(file))
            .Where(name => name != "README.md" && !Repository.Read($"{folder}/README.md").Contains($"]({name})", StringComparison.Ordinal))];
        Assert.Empty(missing);
    }

    private static bool Exists(string page, string folder, string target)
    {
        string[] parts = target.Split('#', 2);
        string file = parts[0].Length == 0 ? page : Path.GetFullPath(Path.Combine(folder, parts[0]));
        return parts.Length == 1
            ? File.Exists(file) || Directory.Exists(file)
            : File.Exists(file) && Heading().Matches(CodeBlock().Replace(File.ReadAllText(file), string.Empty)).Any(match => AnchorOf(match.Groups["text"].Value) == parts[1]);
    }

    /// <summary>The anchor that a repository's web page has for a heading.</summary>
    private static string AnchorOf(string heading) => Punctuation().Replace(heading.Trim().ToLowerInvariant(), string.Empty).Replace(' ', '-');

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```|`[^`\n]*`", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex Punctuation();

    [GeneratedRegex(@"docs/[\w/-]+\.(md|json)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Page();
}
