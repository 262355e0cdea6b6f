using Hypergraph.Progress.Live.Output;

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
    public void Lines_Are_kept_in_the_order_of_their_ends_Whichever_stream_they_went_to()
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
    public void Return_inside_a_line_Is_no_break()
    {
        var text = new ProgramOutputBuffer();
        text.Add(new OpenLine(), "10 %\r100 %\n");

        Assert.Equal("10 %\r100 %\n\r", text.DrainLines());
    }

    [Fact]
    public void Colour_that_is_left_set_Is_reset_behind_the_lines()
    {
        var text = new ProgramOutputBuffer();
        text.Add(new OpenLine(), "\e[31mred\n");

        Assert.Equal("\e[31mred\n\r\e[0m", text.DrainLines());
    }

    [Fact]
    public void Control_that_is_no_text_Is_passed_on_at_once()
    {
        var text = new ProgramOutputBuffer();
        text.Add(new OpenLine(), "\e[2J\e[1;1H");

        Assert.Empty(text.RenderOpenLines(3));
        Assert.Equal("\e[2J\e[1;1H\e[0m", text.DrainLines());
    }
}
