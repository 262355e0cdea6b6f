using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Time.Testing;
using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

public sealed class OvertakenFrameTests : IDisposable
{
    /// <summary>Only a call that waits for a lock of the frame takes this long.</summary>
    private static readonly TimeSpan Forever = TimeSpan.FromMinutes(1);

    private readonly TestTerminal _terminal = new(width: 60);
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly HookedComparer _labels = new();
    private readonly HookedConsole _console;
    private readonly RichProgressProcessor _processor;
    private readonly EventScript _script;

    public OvertakenFrameTests()
    {
        _console = new HookedConsole(_terminal.Console);
        _processor = new RichProgressProcessor(new RichProgressOptions
        {
            Console = _console,
            TimeProvider = _clock,
            Mode = ProgressMode.Live,
            MapLabels = new Dictionary<string, string>(_labels) { ["g"] = "G" },
        });
        _script = new EventScript(_processor.OnEvent, _clock);
    }

    public void Dispose()
    {
        _processor.Dispose();
        _terminal.Dispose();
    }

    [Fact]
    public void Suspension_While_a_frame_is_rendered_Does_not_wait_for_it_And_the_frame_is_not_drawn()
    {
        _script.Map(Graph("g", Node("a")), 2);
        bool isSuspended = false;
        IDisposable? suspension = null;
        _labels.OnLookup = () => isSuspended = Task.Run(() => suspension = _processor.Suspend()).Wait(Forever);

        _clock.Advance(TimeSpan.FromMilliseconds(200));

        Assert.True(isSuspended);
        Assert.Equal("", _terminal.Screen.Text);
        suspension!.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("G  ", _terminal.Screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_That_ends_while_a_frame_begins_Does_not_wait_for_it_And_the_frame_is_not_drawn()
    {
        RunScript run = _script.Run(Graph("g", Node("a")));
        bool hasEnded = false;
        _console.OnProfile = () => hasEnded = Task.Run(() =>
        {
            run.Nodes("a");
            run.End();
            _processor.Shutdown();
        }).Wait(Forever);

        _clock.Advance(TimeSpan.FromMilliseconds(200));
        _clock.Advance(TimeSpan.FromSeconds(1));
        _console.Write(new Spectre.Console.Text("after\n"));

        Assert.True(hasEnded);
        Assert.Equal(
            """
            ✓ 📦 a  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 1/1
            ✓ g completed! (200 ms)
            after
            """,
            _terminal.Screen.Text);
    }

    [Fact]
    public void Run_That_ends_before_the_first_frame_Leaves_its_rows_above_the_tree_of_another()
    {
        RunScript first = _script.Run(Graph("first", Node("a")));
        _script.Run(Graph("second", Node("b"))).Node("b");
        first.Nodes("a");
        first.End();
        _processor.Shutdown();

        Assert.Equal(
            """
            ✓ 📦 a  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 1/1
            ✓ first completed! (0 ms)
            """,
            string.Join('\n', _terminal.Screen.Text.Split('\n').Take(2)));
        Assert.Contains("📦 b", _terminal.Screen.Text, StringComparison.Ordinal);
    }

    /// <summary>A comparer of labels that calls an action when a label is next looked up, that is, while a frame is rendered.</summary>
    private sealed class HookedComparer : IEqualityComparer<string>
    {
        public Action? OnLookup { get; set; }

        public bool Equals(string? x, string? y) => x == y;

        public int GetHashCode([DisallowNull] string obj)
        {
            Action? onLookup = OnLookup;
            OnLookup = null;
            onLookup?.Invoke();
            return StringComparer.Ordinal.GetHashCode(obj);
        }
    }
}
