using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

/// <summary>When there is a frame, and when not.</summary>
public sealed class PaceTests : IDisposable
{
    private readonly LiveTest _test = new(width: 60, height: 10);

    public void Dispose() => _test.Dispose();

    [Fact]
    public void In_the_first_200_milliseconds_Nothing_is_written()
    {
        _test.Script.Run(Graph("g", Node("a")));
        _test.Clock.Advance(TimeSpan.FromMilliseconds(199));
        Assert.Equal("", _test.Terminal.NewOutput());
        _test.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.NotEqual("", _test.Terminal.NewOutput());
    }

    [Fact]
    public void Run_that_ends_within_200_milliseconds_Shows_its_end_and_nothing_else()
    {
        RunScript run = _test.Script.Run(Graph("g", Node("a")));
        _test.Clock.Advance(TimeSpan.FromMilliseconds(150));
        run.Nodes("a");
        run.End();
        _test.Processor.Shutdown();

        Assert.Equal("✓ 📦 a  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 1/1\n✓ g completed! (150 ms)", _test.Text);
        Assert.DoesNotContain("\e[?25l", _test.Terminal.Console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Frame_Is_synchronized_And_one_write()
    {
        _test.Script.Run(Graph("g", Node("a"), Node("b")));
        _test.NextFrame();
        string output = _test.Terminal.NewOutput();

        Assert.StartsWith("\e[?2026h", output, StringComparison.Ordinal);
        Assert.EndsWith("\e[?2026l", output, StringComparison.Ordinal);
        Assert.Equal(1, output.Split("\e[?2026h").Length - 1);
    }

    [Fact]
    public void Frames_that_take_long_Come_less_often()
    {
        RunScript run = _test.Script.Run(Graph("g", Node("a")));
        run.Node("a");
        _test.Terminal.Console.Pipeline.Attach(new SlowHook(() => _test.Clock.Advance(TimeSpan.FromMilliseconds(50))));
        _test.Clock.Advance(TimeSpan.FromMilliseconds(100));
        _test.Clock.Advance(TimeSpan.FromMilliseconds(100));
        Assert.NotEqual("", _test.Terminal.NewOutput());

        for (int i = 0; i < 4; i++)
        {
            _test.Clock.Advance(TimeSpan.FromMilliseconds(100));
            Assert.Equal("", _test.Terminal.NewOutput());
        }

        _test.Clock.Advance(TimeSpan.FromMilliseconds(100));
        Assert.NotEqual("", _test.Terminal.NewOutput());
    }

    [Fact]
    public void Frame_that_took_very_long_Is_followed_by_another_within_a_second()
    {
        int frames = 0;
        _test.Script.Run(Graph("g", Node("a"))).Node("a");
        _test.Terminal.Console.Pipeline.Attach(new SlowHook(() => _test.Clock.Advance(TimeSpan.FromSeconds(frames++ == 0 ? 3 : 0))));
        _test.NextFrame();
        Assert.NotEqual("", _test.Terminal.NewOutput());

        _test.Clock.Advance(TimeSpan.FromSeconds(0.9));
        Assert.Equal("", _test.Terminal.NewOutput());
        _test.Clock.Advance(TimeSpan.FromSeconds(0.2));
        Assert.NotEqual("", _test.Terminal.NewOutput());
    }

    [Fact]
    public void Two_processors_On_one_console_Share_its_screen()
    {
        using var other = new RichProgressProcessor(new RichProgressOptions
        {
            Console = _test.Terminal.Console,
            TimeProvider = _test.Clock,
            Mode = ProgressMode.Live,
        });
        RunScript first = _test.Script.Run(Graph("first", Node("a")));
        RunScript second = new EventScript(other.OnEvent, _test.Clock).Run(Graph("second", Node("b")));
        _test.NextFrame();
        Assert.Equal(["a", "b"], _test.Text.Split('\n').Select(line => line.Split(' ')[2]));

        first.Nodes("a");
        first.End();
        _test.Processor.Shutdown();
        Assert.Equal(["a", "completed!", "b"], _test.Text.Split('\n').Select(line => line.Split(' ')[2]));
        Assert.False(_test.Terminal.Screen.IsCursorVisible);

        second.Nodes("b");
        second.End();
        other.Shutdown();
        Assert.Equal(["a", "completed!", "b", "completed!"], _test.Text.Split('\n').Select(line => line.Split(' ')[2]));
        Assert.True(_test.Terminal.Screen.IsCursorVisible);
    }
}
