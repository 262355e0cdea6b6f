using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

/// <summary>The progress that is reported to the terminal for its taskbar button or tab.</summary>
public sealed class TaskbarTests
{
    [Theory]
    [InlineData("WT_SESSION=8a2", true)]
    [InlineData("ConEmuANSI=ON", true)]
    [InlineData("ConEmuANSI=OFF", false)]
    [InlineData("TERM_PROGRAM=ghostty", true)]
    [InlineData("TERM_PROGRAM=WezTerm", true)]
    [InlineData("TERM_PROGRAM=iTerm.app;TERM_PROGRAM_VERSION=3.6.1", true)]
    [InlineData("TERM_PROGRAM=iTerm.app;TERM_PROGRAM_VERSION=3.5.14", false)]
    [InlineData("TERM_PROGRAM=iTerm.app", false)]
    [InlineData("TERM_PROGRAM=vscode", false)]
    [InlineData("WT_SESSION=8a2;TMUX=default,1,0", false)]
    [InlineData("", false)]
    public void OnlyTerminalsThatShowIt_AreTold(string variables, bool isTold)
    {
        using LiveTest test = Start(variables);
        test.Script.Run(Graph("g", Node("a")));
        test.NextFrame();
        Assert.Equal(isTold ? "1;0" : null, test.Terminal.Screen.Taskbar);
    }

    [Fact]
    public void Share_Of_rows_or_items_Is_reported_And_taken_back_at_the_end()
    {
        using LiveTest test = Start("WT_SESSION=8a2");
        RunScript run = test.Script.Run(Graph("g", Node("a"), Node("b"), Mapped("m", Node("x"))));
        run.Nodes("a", "b");
        test.NextFrame();
        Assert.Equal("1;50", test.Terminal.Screen.Taskbar);

        RunScript map = run.Node("m").Map(2);
        map.Item().Nodes("x").End();
        test.NextFrame();
        Assert.Equal("1;75", test.Terminal.Screen.Taskbar);

        RunScript item = map.Item();
        item.Node("x").Fail();
        test.NextFrame();
        Assert.Equal("2", test.Terminal.Screen.Taskbar!.Split(';')[0]);

        run.End(RunStatus.Failed);
        test.Processor.Shutdown();
        Assert.Equal("0;0", test.Terminal.Screen.Taskbar);
        Assert.True(test.Terminal.Screen.IsCursorVisible);
    }

    [Fact]
    public void Nothing_new_Is_reported_once()
    {
        using LiveTest test = Start("WT_SESSION=8a2");
        test.Script.Run(Graph("g", Node("a"), Node("b"))).Nodes("a").Node("b");
        test.NextFrame();
        Assert.Contains("\e]9;4;1;50\e\\", test.Terminal.NewOutput(), StringComparison.Ordinal);
        test.NextFrame();
        Assert.DoesNotContain("\e]9;", test.Terminal.NewOutput(), StringComparison.Ordinal);
    }

    [Fact]
    public void Disposed_While_a_run_continues_It_is_taken_back()
    {
        using LiveTest test = Start("WT_SESSION=8a2");
        test.Script.Run(Graph("g", Node("a")));
        test.NextFrame();
        test.Processor.Dispose();
        Assert.Equal("0;0", test.Terminal.Screen.Taskbar);
    }

    [Fact]
    public void Switched_off_Nothing_is_reported()
    {
        using LiveTest test = Start("WT_SESSION=8a2", new RichProgressOptions { ShowTaskbarProgress = false });
        test.Script.Run(Graph("g", Node("a")));
        test.NextFrame();
        Assert.Null(test.Terminal.Screen.Taskbar);
    }

    private static LiveTest Start(string variables, RichProgressOptions? options = null)
    {
        var values = variables.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        return new LiveTest(options: (options ?? new RichProgressOptions()) with { ReadVariable = name => values.GetValueOrDefault(name) });
    }
}
