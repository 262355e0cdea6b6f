namespace CodeCensus.Tests;

public sealed class NamesTests
{
    [Fact]
    public void Find_Lines_of_code_Gives_each_use_of_a_name() =>
        Assert.Equal(["var", "x1", "_y", "x1"], Names.Find(["var x1 = _y + 42;", "x1++;"]));

    [Theory]
    [InlineData("HttpClient", "Http Client")]
    [InlineData("httpClient", "http Client")]
    [InlineData("HTTP_CLIENT", "HTTP CLIENT")]
    [InlineData("HTTPClient", "HTTP Client")]
    [InlineData("__init__", "init")]
    [InlineData("sha256Sum", "sha Sum")]
    [InlineData("_", "")]
    public void Split_Any_style_Gives_the_parts(string name, string parts) => Assert.Equal(parts, string.Join(' ', Names.Split(name)));

    [Fact]
    public void Words_Name_of_several_parts_Gives_those_that_are_words() =>
        Assert.Equal(["read", "line"], Names.Words(["Read", "A", "LINE"]));

    [Fact]
    public void Words_Name_of_one_part_Gives_none() => Assert.Empty(Names.Words(["return"]));
}
