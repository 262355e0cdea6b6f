namespace CodeCensus.Tests;

public sealed class NamesTests
{
    [Fact]
    public void Find_LinesOfCode_GivesEachUseOfAName() =>
        Assert.Equal(["var", "x1", "_y", "x1"], Names.Find(["var x1 = _y + 42;", "x1++;"]));

    [Theory]
    [InlineData("HttpClient", "Http Client")]
    [InlineData("httpClient", "http Client")]
    [InlineData("HTTP_CLIENT", "HTTP CLIENT")]
    [InlineData("HTTPClient", "HTTP Client")]
    [InlineData("__init__", "init")]
    [InlineData("sha256Sum", "sha Sum")]
    [InlineData("_", "")]
    public void Split_AnyStyle_GivesTheParts(string name, string parts) => Assert.Equal(parts, string.Join(' ', Names.Split(name)));

    [Fact]
    public void Words_NameOfSeveralParts_GivesThoseThatAreWords() =>
        Assert.Equal(["read", "line"], Names.Words(["Read", "A", "LINE"]));

    [Fact]
    public void Words_NameOfOnePart_GivesNone() => Assert.Empty(Names.Words(["return"]));
}
