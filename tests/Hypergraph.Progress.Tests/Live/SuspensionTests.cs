using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

public sealed class SuspensionTests : IDisposable
{
    private readonly LiveTest _test = new(width: 60, height: 10);

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Suspend_Takes_the_tree_off_And_shows_open_text_and_the_cursor_behind_it()
    {
        _test.Script.Run(Graph("g", Node("a")));
        _test.NextFrame();
        _test.Terminal.Console.Write(new Spectre.Console.Text("before\nName? "));
        using IDisposable suspension = _test.Processor.Suspend();

        VirtualScreen screen = _test.Terminal.Screen;
        Assert.Equal("before\nName?", _test.Text);
        Assert.True(screen.IsCursorVisible);
        Assert.Equal((1, 6), (screen.CursorRow, screen.CursorColumn));

        _test.NextFrame();
        _test.Terminal.Console.Write(new Spectre.Console.Text("Ann"));
        Assert.Equal("before\nName? Ann", _test.Text);
    }

    [Fact]
    public void End_of_a_suspension_Brings_the_tree_back_On_a_line_of_its_own()
    {
        RunScript run = _test.Script.Run(Graph("g", Node("a")));
        _test.NextFrame();
        IDisposable suspension = _test.Processor.Suspend();
        _test.Terminal.Console.Write(new Spectre.Console.Text("Name? Ann"));
        run.Nodes("a");
        suspension.Dispose();
        suspension.Dispose();
        _test.NextFrame();

        Assert.Equal("Name? Ann\n✓ 📦 a  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 1/1", _test.Text);
        Assert.False(_test.Terminal.Screen.IsCursorVisible);
    }

    [Fact]
    public void Suspensions_That_overlap_End_with_the_last()
    {
        _test.Script.Run(Graph("g", Node("a")));
        IDisposable first = _test.Processor.Suspend();
        IDisposable second = _test.Processor.Suspend();
        first.Dispose();
        _test.NextFrame();
        Assert.Equal("", _test.Text);

        second.Dispose();
        _test.NextFrame();
        Assert.StartsWith("· 📦 a", _test.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_that_ends_in_a_suspension_Shows_its_end()
    {
        RunScript run = _test.Script.Run(Graph("g", Node("a")));
        _test.NextFrame();
        using IDisposable suspension = _test.Processor.Suspend();
        run.Nodes("a");
        run.End();
        _test.Processor.Shutdown();

        Assert.EndsWith("✓ g completed! (200 ms)", _test.Text, StringComparison.Ordinal);
        Assert.True(_test.Terminal.Screen.IsCursorVisible);
    }
}
