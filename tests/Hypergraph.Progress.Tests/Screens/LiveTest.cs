using Microsoft.Extensions.Time.Testing;

namespace Hypergraph.Progress.Tests;

/// <summary>A processor on a test terminal, with a clock that the test moves.</summary>
public sealed class LiveTest : IDisposable
{
    private readonly bool _isLive;
    private bool _isShown;

    public LiveTest(int width = 80, int height = 24, int mapWidth = 1, RichProgressOptions? options = null, ProgressMode mode = ProgressMode.Live, FakeTimeProvider? clock = null)
    {
        Terminal = new TestTerminal(width, height, mapWidth);
        Clock = clock ?? new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Processor = new RichProgressProcessor((options ?? new RichProgressOptions()) with
        {
            Console = Terminal.Console,
            TimeProvider = Clock,
            Mode = mode,
        });
        Script = new EventScript(Processor.OnEvent, Clock);
        _isLive = mode == ProgressMode.Live;
    }

    public TestTerminal Terminal { get; }

    public FakeTimeProvider Clock { get; }

    public RichProgressProcessor Processor { get; }

    public EventScript Script { get; }

    public string Text => Terminal.Screen.Text;

    /// <summary>Lets the time pass in which the next frame is drawn; the first one of a tree comes later than the others.</summary>
    public void NextFrame()
    {
        Clock.Advance(TimeSpan.FromMilliseconds(100));

        // Not looked at again once it is there: other threads may be writing then.
        _isShown = _isShown || Terminal.Console.Output.Contains("\e[?25l", StringComparison.Ordinal);
        if (_isLive && !_isShown)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(100));
        }
    }

    /// <summary>Lets the time pass after which a tree that has become narrower has its room back.</summary>
    public void Settle()
    {
        for (int i = 0; i < 11; i++)
        {
            NextFrame();
        }
    }

    public void Dispose()
    {
        Processor.Dispose();
        Terminal.Dispose();
    }
}
