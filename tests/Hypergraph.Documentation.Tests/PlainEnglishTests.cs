using System.Text.RegularExpressions;

namespace Hypergraph.Documentation.Tests;

/// <summary>Comments, messages and guides use the terms of the glossary, not words of a private dialect.</summary>
public sealed partial class PlainEnglishTests
{
    public static TheoryData<string> Projects => [.. new[] { "src", "samples" }
        .SelectMany(folder => Directory.EnumerateDirectories(Path.Combine(Repository.Root, folder)))
        .Select(folder => Path.GetRelativePath(Repository.Root, folder).Replace('\\', '/'))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Comments_Use_standard_terms(string project) => Assert.Empty(CodeFindings(project, part => part.StartsWith("//", StringComparison.Ordinal)));

    /// <summary>A literal with a space is a message. One without may be part of a format, such as a graph's version.</summary>
    [Theory]
    [MemberData(nameof(Projects))]
    public void Messages_Use_standard_terms(string project) => Assert.Empty(CodeFindings(project, part => part[0] == '"' && part.Contains(' ', StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(SnippetTests.Pages), MemberType = typeof(SnippetTests))]
    public void Guides_Use_standard_terms(string page)
    {
        bool isCode = false;
        Assert.Empty(Findings(Path.Combine(Repository.Root, page), line =>
        {
            bool isFence = line.StartsWith("```", StringComparison.Ordinal);
            isCode ^= isFence;
            return isFence || isCode ? [] : [line];
        }));
    }

    private static IEnumerable<string> CodeFindings(string project, Func<string, bool> counts) => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, project), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .SelectMany(file => Findings(file, line => CommentOrLiteral().Matches(line).Select(m => m.Value).Where(counts)));

    /// <summary>The words that are not allowed, with their places, in the parts of a file's lines.</summary>
    private static IEnumerable<string> Findings(string file, Func<string, IEnumerable<string>> parts) => File
        .ReadLines(file)
        .SelectMany((line, i) => parts(line).Select(part => (Text: InlineCode().Replace(part, string.Empty), Number: i + 1)))
        .SelectMany(part => Dialect().Matches(part.Text).Select(m => $"{Path.GetRelativePath(Repository.Root, file)}:{part.Number}: {m.Value}"));

    /// <summary>Each has a standard term in docs/glossary.md or in .NET's documentation: returns, accepts, reports, the caller, continues, in flight, converges.</summary>
    [GeneratedRegex(
        @"\b(gives?|gave|giving|givers?|takers?|tells?|telling|told|who|whoever|whom|nobody|anybody|somebody|everybody|goes on|go on|went on|under way|comes? to rest|came to rest|turns? of (a|the) loop|bare (run|call|plan)s?|direct plans?)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Dialect();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex InlineCode();

    /// <summary>The first that starts on a line counts: a comment in a literal is none, nor a literal in a comment.</summary>
    [GeneratedRegex(@"//.*|'\\?""'|""(\\.|[^""\\])*""", RegexOptions.ExplicitCapture)]
    private static partial Regex CommentOrLiteral();
}
