using System.Text.RegularExpressions;

namespace Hypergraph.Documentation.Tests;

/// <summary>The code in README and docs is code that is compiled and run here.</summary>
public sealed partial class SnippetTests
{
    public static TheoryData<string> Pages => [.. Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
        .Append(Path.Combine(Repository.Root, "README.md"))
        .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void C_sharp_blocks_Are_compiled_snippets(string page)
    {
        string[] snippets = [.. Snippets(), .. Programs()];
        foreach (Match block in CodeBlock().Matches(File.ReadAllText(Path.Combine(Repository.Root, page))))
        {
            Assert.Contains(Normalise(block.Groups["code"].Value), snippets);
        }
    }

    [Fact]
    public void Readme_Has_every_snippet_of_the_tour()
    {
        string[] blocks = [.. CodeBlock().Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md"))).Select(m => Normalise(m.Groups["code"].Value))];
        Assert.Equal(6, blocks.Length);
        Assert.Equal(Snippets("Tour.cs").Order(StringComparer.Ordinal), blocks.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Docs_Have_every_snippet_of_the_guides()
    {
        IEnumerable<string> blocks = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .SelectMany(file => CodeBlock().Matches(File.ReadAllText(file)))
            .Select(m => Normalise(m.Groups["code"].Value));
        Assert.Equal(Snippets("*Guides.cs").Concat(Programs()).Order(StringComparer.Ordinal), blocks.Order(StringComparer.Ordinal));
    }

    /// <summary>The snippets of the files of this project that have the name.</summary>
    private static IEnumerable<string> Snippets(string files = "*.cs") => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "tests", "Hypergraph.Documentation.Tests"), files)
        .SelectMany(file => Snippet().Matches(File.ReadAllText(file)))
        .Select(match => Normalise(match.Groups["code"].Value));

    /// <summary>Samples that a page prints whole.</summary>
    private static IEnumerable<string> Programs() => new[] { "01-first-graph", "Squares" }
        .Select(sample => Normalise(Repository.Read($"samples/{sample}/Program.cs")));

    /// <summary>The lines without their common indentation and without blank ones around.</summary>
    private static string Normalise(string code)
    {
        string[] lines = [.. code.Replace("\r", string.Empty).Split('\n').Select(l => l.TrimEnd())];
        int indent = lines.Where(l => l.Length > 0).Min(l => l.Length - l.TrimStart().Length);
        return string.Join('\n', lines.Select(l => l.Length > indent ? l[indent..] : l.TrimStart())).Trim('\n');
    }

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"^ *// snippet: [\w-]+\n(?<code>.*?)^ *// end$", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Snippet();
}
