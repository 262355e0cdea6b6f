namespace Hypergraph.Progress.Tests;

public sealed class OpenLineTests
{
    [Theory]
    [InlineData("10 %\r20 %", "20 %")]
    [InlineData("10 %\r", "10 %")]
    [InlineData("ab\bc", "ac")]
    [InlineData("a\tb\a", "a b")]
    [InlineData("\e[31mred\e[0m", "\e[31mred\e[0m")]
    [InlineData("\e[2K\e[1Ared", "red")]
    [InlineData("\e]0;title\aname\e]8;;x\e\\y", "namey")]
    [InlineData("cut \e[3", "cut ")]
    [InlineData("cut \e", "cut ")]
    public void Shown_IsWhatWouldStandOnOneLine(string written, string shown)
    {
        var line = new OpenLine();
        line.Text.Append(written);

        Assert.Equal(shown, line.Render());
    }

    [Fact]
    public void Lines_AreKeptInTheOrderOfTheirEnds_WhicheverStreamTheyWentTo()
    {
        var text = new ProgramOutputBuffer();
        var output = new OpenLine();
        var error = new OpenLine();
        text.Add(output, "out ");
        text.Add(error, "error\n");
        text.Add(output, "put\r\nnext");

        Assert.Equal("error\n\rout put\n\r", text.DrainLines());
        Assert.Equal(["next"], text.RenderOpenLines(3));
        Assert.Equal("", text.DrainLines());
        Assert.Equal("next", text.DrainAll());
        Assert.Empty(text.RenderOpenLines(3));
    }

    [Fact]
    public void ReturnInsideALine_IsNoBreak()
    {
        var text = new ProgramOutputBuffer();
        text.Add(new OpenLine(), "10 %\r100 %\n");

        Assert.Equal("10 %\r100 %\n\r", text.DrainLines());
    }

    [Fact]
    public void ColourThatIsLeftSet_IsResetBehindTheLines()
    {
        var text = new ProgramOutputBuffer();
        text.Add(new OpenLine(), "\e[31mred\n");

        Assert.Equal("\e[31mred\n\r\e[0m", text.DrainLines());
    }

    [Fact]
    public void ControlThatIsNoText_IsPassedOnAtOnce()
    {
        var text = new ProgramOutputBuffer();
        text.Add(new OpenLine(), "\e[2J\e[1;1H");

        Assert.Empty(text.RenderOpenLines(3));
        Assert.Equal("\e[2J\e[1;1H\e[0m", text.DrainLines());
    }
}
