namespace CodeCensus.Tests;

public sealed class LinesTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("\n", 1)]
    [InlineData("a", 1)]
    [InlineData("a\n", 1)]
    [InlineData("a\r\n\r\nb\r\n", 3)]
    public void Split_Any_line_ends_Gives_the_lines_that_an_editor_shows(string text, int count) =>
        Assert.Equal(count, Lines.Split(text).Length);

    [Theory]
    [InlineData("x.cs", "code // comment", 1, 0)]
    [InlineData("x.cs", "// comment", 0, 1)]
    [InlineData("x.cs", "/* comment */", 0, 1)]
    [InlineData("x.cs", "/* comment */ code", 1, 0)]
    [InlineData("x.cs", "/* comment\n*/ code\ncode", 2, 1)]
    [InlineData("x.cs", "code(\"src/*\")\ncode", 2, 0)]
    [InlineData("x.cs", "/*/ still a comment\n*/", 0, 2)]
    [InlineData("x.py", "# comment\ncode", 1, 1)]
    [InlineData("x.xml", "<!-- comment\ncomment -->\n<code/>", 1, 2)]
    [InlineData("x.json", "// no comments here", 1, 0)]
    [InlineData("x.CS", "// comment", 0, 1)]
    [InlineData("unknown", "# text", 1, 0)]
    public void Classify_Lines_of_a_language_Reports_code_from_comments(string path, string text, int code, int comment)
    {
        (LineCounts counts, string[] lines) = Lines.Classify(Lines.Split(text), Languages.Of(path));

        Assert.Equal(new LineCounts(code, comment, Blank: 0), counts);
        Assert.Equal(code, lines.Length);
    }
}
