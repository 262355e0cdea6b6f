using Spectre.Console;
using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

public sealed class RegionTests : IDisposable
{
    private readonly LiveTest _test = new(width: 60, height: 10);

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Before_the_first_frame_Nothing_is_written()
    {
        _test.Script.Run(Graph("g", Node("a"))).Nodes("a");

        Assert.Equal("", _test.Terminal.NewOutput());
    }

    [Fact]
    public void First_frame_Shows_every_row_And_hides_the_cursor()
    {
        _test.Script.Run(Graph("g", Node("a"), Node("b")));
        _test.NextFrame();

        Assert.Equal(
            "· 📦 a  ╺━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 0/1\n· 📦 b  ╺━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 0/1",
            _test.Text);
        Assert.False(_test.Terminal.Screen.IsCursorVisible);
    }

    [Fact]
    public void Running_row_Differs_from_a_waiting_one_In_sign_bar_and_style()
    {
        _test.Script.Run(Graph("g", Node("a"), Node("b"))).Node("a");
        _test.NextFrame();
        string[] lines = _test.Text.Split('\n');

        Assert.Equal("⠋ 📦 a  ━━━━━━━━━━━━━━━━━━━━╺━━━━━━━━━━━━━━━━━━━ 0/1", lines[0]);
        Assert.Equal("· 📦 b  ╺━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 0/1", lines[1]);
        IReadOnlyList<IReadOnlyList<Cell>> cells = _test.Terminal.Screen.Lines;
        Assert.Equal(("38;5;6", "2"), (cells[0][0].Sgr, cells[1][0].Sgr));
        Assert.Equal(("", "2"), (cells[0][5].Sgr, cells[1][5].Sgr));
    }

    [Fact]
    public void Spinner_Turns()
    {
        _test.Script.Run(Graph("g", Node("a"))).Node("a");
        List<char> signs = [];
        for (int i = 0; i < 11; i++)
        {
            _test.NextFrame();
            signs.Add(_test.Text[0]);
        }

        Assert.Equal("⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏⠋", string.Concat(signs));
    }

    [Fact]
    public void Frame_Without_any_change_Writes_nothing()
    {
        _test.Script.Run(Graph("g", Node("a"), Node("b"))).Nodes("a");
        _test.NextFrame();
        _test.Terminal.NewOutput();
        _test.NextFrame();

        Assert.Equal("", _test.Terminal.NewOutput());
    }

    [Fact]
    public void Frame_Rewrites_only_the_lines_that_changed()
    {
        RunScript run = _test.Script.Run(Graph("g", Node("a"), Node("b"), Node("c")));
        _test.NextFrame();
        Assert.NotEmpty(_test.Text);
        run.Node("b");
        _test.NextFrame();
        string output = _test.Terminal.NewOutput();

        Assert.Contains("b", output, StringComparison.Ordinal);
        Assert.DoesNotContain("📦 a", output, StringComparison.Ordinal);
        Assert.Single(output.Split("📦").Skip(1));
    }

    [Fact]
    public void Console_lines_Appear_whole_and_in_order_Above_the_tree()
    {
        RunScript run = _test.Script.Run(Graph("g", Node("a")));
        _test.NextFrame();
        _test.Terminal.Console.WriteLine("one");
        _test.Terminal.Console.Write("tw");
        _test.NextFrame();
        Assert.Equal("one\ntw\n· 📦 a  ╺━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 0/1", _test.Text);
        _test.Terminal.Console.Write("o\nthree");
        run.Nodes("a");
        _test.NextFrame();
        Assert.Equal("one\ntwo\nthree\n✓ 📦 a  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 1/1", _test.Text);

        run.End();
        _test.Processor.Shutdown();
        Assert.StartsWith("one\ntwo\nthree\n✓ 📦 a  ━", _test.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenLine_Goes_on_behind_an_await_Though_on_another_thread()
    {
        _test.Script.Run(Graph("g", Node("a")));
        _test.NextFrame();
        _test.Terminal.Console.Write("loading ");
        await Task.Run(() => { }, TestContext.Current.CancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
        _test.Terminal.Console.Write("done\n");
        _test.NextFrame();

        Assert.StartsWith("loading done\n· 📦 a", _test.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_of_threads_Written_piece_by_piece_Do_not_mix()
    {
        _test.Script.Run(Graph("g", Node("a")));
        _test.NextFrame();
        using var hasBegun = new SemaphoreSlim(0);
        var other = new Thread(() =>
        {
            hasBegun.Wait();
            _test.Terminal.Console.Write("other\n");
        });
        other.Start();
        _test.Terminal.Console.Write("mine ");
        hasBegun.Release();
        other.Join();
        _test.Terminal.Console.Write("too\n");
        _test.NextFrame();

        Assert.StartsWith("other\nmine too\n· 📦 a", _test.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Console_markup_Keeps_its_style_Above_the_tree()
    {
        _test.Script.Run(Graph("g", Node("a")));
        _test.NextFrame();
        _test.Terminal.Console.MarkupLine("[red]bad[/] news");
        _test.NextFrame();

        Assert.StartsWith("bad news\n· 📦 a", _test.Text, StringComparison.Ordinal);
        Assert.Equal(["38;5;9", "38;5;9", "38;5;9", "", ""], _test.Terminal.Screen.Lines[0].Take(5).Select(cell => cell.Sgr));
    }

    [Fact]
    public void Many_console_lines_Scroll_away_above_the_tree()
    {
        _test.Script.Run(Graph("g", Node("a"), Node("b")));
        _test.NextFrame();
        for (int i = 0; i < 30; i++)
        {
            _test.Terminal.Console.WriteLine($"line {i}");
        }

        _test.NextFrame();

        string[] lines = _test.Text.Split('\n');
        Assert.Equal(["line 22", "line 23"], lines[..2]);
        Assert.StartsWith("· 📦 a", lines[^2], StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, 22).Select(i => $"line {i}"), _test.Terminal.Screen.ScrolledOff);
    }

    [Fact]
    public void Line_left_open_before_the_run_Is_not_overwritten()
    {
        _test.Terminal.Console.Write("working ");
        _test.Script.Run(Graph("g", Node("a")));
        _test.NextFrame();

        Assert.StartsWith("working\n· 📦 a", _test.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Dispose_While_running_Leaves_the_state_and_shows_the_cursor()
    {
        _test.Script.Run(Graph("g", Node("a"))).Node("a");
        _test.NextFrame();
        _test.Processor.Dispose();
        _test.Processor.Dispose();
        _test.Terminal.Console.WriteLine("after");

        Assert.Equal("⠙ 📦 a  ━━━━━━━━━━━━━━━━━━━━╺━━━━━━━━━━━━━━━━━━━ 0/1\nafter", _test.Text);
        Assert.True(_test.Terminal.Screen.IsCursorVisible);
    }

    [Fact]
    public void Dispose_Before_any_run_Writes_nothing_And_no_later_run_is_shown()
    {
        _test.Processor.Dispose();
        RunScript run = _test.Script.Run(Graph("g", Node("a")));
        _test.NextFrame();
        run.End();
        _test.Processor.Shutdown();

        Assert.Equal("", _test.Terminal.NewOutput());
    }

    [Fact]
    public void Runs_at_once_Share_the_screen_And_end_one_by_one()
    {
        RunScript first = _test.Script.Run(Graph("first", Node("a")), "7");
        RunScript second = _test.Script.Map(Graph("second", Node("b")), 2);
        _test.NextFrame();
        Assert.Equal(
            """
            first (7)
            · 📦 a                ╺━━━━━━━━━━━━━ 0/1
            ⠋ 🗺️  second Progress  ╺━━━━━━━━━━━━━ 0/2  00:00
            ·   📦 b              ╺━━━━━━━━━━━━━ 0/2  --:--
            """,
            _test.Text);

        first.Nodes("a");
        first.End();
        _test.Processor.Shutdown();
        Assert.Equal(
            """
            ✓ 📦 a  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 1/1
            ✓ first completed! (200 ms)
            ⠙ 🗺️  second Progress  ╺━━━━━━━━━━━━━ 0/2  00:00
            ·   📦 b              ╺━━━━━━━━━━━━━ 0/2  --:--
            """,
            _test.Text);
        Assert.False(_test.Terminal.Screen.IsCursorVisible);

        second.End(RunStatus.Stopped);
        _test.Processor.Shutdown();
        Assert.EndsWith("\n■ second stopped (200 ms, 2 not started, 1 skipped)", _test.Text, StringComparison.Ordinal);
        Assert.True(_test.Terminal.Screen.IsCursorVisible);
    }

    [Fact]
    public void Shutdown_of_a_call_without_events_Changes_nothing()
    {
        _test.Processor.Shutdown();
        _test.Script.Run(Graph("g", Node("a")));
        _test.NextFrame();
        string before = _test.Text;
        _test.Processor.Shutdown();

        Assert.Equal(before, _test.Text);
    }
}
