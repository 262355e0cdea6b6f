using System.Text.RegularExpressions;

namespace Hypergraph.Documentation.Tests;

/// <summary>Comments, messages and pages use the terms of the glossary, not words of a private dialect.</summary>
public sealed partial class PlainEnglishTests
{
    /// <summary>The projects whose messages users read.</summary>
    public static TheoryData<string> Products => FoldersIn("src", "samples");

    public static TheoryData<string> Projects => FoldersIn("src", "samples", "tests", "bench");

    public static TheoryData<string> Pages => [.. SnippetTests.Pages.Select(page => page.Data), "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Comments_Use_standard_terms(string project) => Assert.Empty(CodeFindings(project, Prose.Comments));

    [Theory]
    [MemberData(nameof(Products))]
    public void Messages_Use_standard_terms(string project) => Assert.Empty(CodeFindings(project, Prose.Messages));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Pages_Use_standard_terms(string page) => Assert.Empty(Findings(page, Prose.Paragraphs(Repository.Read(page))));

    [Theory]
    [InlineData("x = 1; // It goes on.", 1)]
    [InlineData("\n/* It\n   goes on. */", 3)]
    [InlineData("/// <summary>The run goes\n    /// on.</summary>", 1)]
    [InlineData("string a = \"//\"; // goes on", 1)]
    public void Comment_In_any_form_Is_found(string code, int line) =>
        Assert.Equal([$"file:{line}: goes on"], Findings("file", Prose.Comments(code)));

    [Theory]
    [InlineData("string a = \"// goes on\";")]
    [InlineData("string a = \"\"\"\n  // goes on\n  \"\"\";")]
    [InlineData("// It goes\n\n// on.")]
    [InlineData("// `goes on`")]
    public void Comment_That_is_none_Is_not_found(string code) => Assert.Empty(Findings("file", Prose.Comments(code)));

    [Fact]
    public void Page_With_a_phrase_across_lines_Is_found() =>
        Assert.Equal(["page:4: goes on"], Findings("page", Prose.Paragraphs("# Title\n\nA run\ngoes\non.\n```text\nIt goes on.\n```")));

    private static TheoryData<string> FoldersIn(params string[] roots) => [.. roots
        .SelectMany(root => Directory.EnumerateDirectories(Path.Combine(Repository.Root, root)))
        .Select(folder => Path.GetRelativePath(Repository.Root, folder).Replace('\\', '/'))
        .Order(StringComparer.Ordinal)];

    private static IEnumerable<string> CodeFindings(string project, Func<string, IEnumerable<Prose>> read) => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, project), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(folder => folder is "obj" or "bin"))
        .SelectMany(file => Findings(Path.GetRelativePath(Repository.Root, file), read(File.ReadAllText(file))));

    /// <summary>The words that are not allowed, with their places.</summary>
    private static IEnumerable<string> Findings(string file, IEnumerable<Prose> prose) => prose.SelectMany(part => Dialect()
        .Matches(InlineCode().Replace(part.Text, code => new string(' ', code.Length)))
        .Select(m => $"{file}:{part.LineAt(m.Index)}: {LineBreak().Replace(m.Value, " ")}"));

    /// <summary>Each has a standard term in docs/glossary.md or in .NET's documentation: returns, accepts, reports, the caller, continues, in flight, converges.</summary>
    [GeneratedRegex(
        @"\b(gives?|gave|given|giving|givers?|taken|takers?|tells?|telling|told|who|whoever|whom|nobody|anybody|somebody|everybody|news|in\s+vain|for\s+ever|next\s+to\s+no|(goes|go|went)\s+on|under\s+way|(comes?|came)\s+to\s+rest|turns?\s+of\s+(a|the)\s+loop|bare\s+(run|call|plan)s?|direct\s+plans?)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Dialect();

    [GeneratedRegex(@"\s+")]
    private static partial Regex LineBreak();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex InlineCode();
}
