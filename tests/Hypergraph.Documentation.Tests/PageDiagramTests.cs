using System.Text.RegularExpressions;
using Hypergraph.Tests.Pictures;

namespace Hypergraph.Documentation.Tests;

/// <summary>The parser of Mermaid accepts the diagrams of all pages.</summary>
public sealed partial class PageDiagramTests
{
    [Fact]
    public void Diagrams_of_pages_Are_valid()
    {
        Assert.SkipUnless(ParsedMermaid.Missing is null, ParsedMermaid.Missing ?? string.Empty);
        (string Page, string Text)[] diagrams = [.. SnippetTests.Pages
            .SelectMany(page => Diagram().Matches(Repository.Read(page.Data)).Select(match => (page.Data, match.Groups["text"].Value)))];
        Assert.Contains(diagrams, diagram => diagram.Page == "docs/pictures.md");
        Assert.All(diagrams.Zip(ParsedMermaid.Of(diagrams.Select(diagram => diagram.Text))), diagram => Assert.True(diagram.Second.Error is null, $"{diagram.First.Page}: {diagram.Second.Error}\n{diagram.First.Text}"));
    }

    [GeneratedRegex(@"^```mermaid\n(?<text>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Diagram();
}
