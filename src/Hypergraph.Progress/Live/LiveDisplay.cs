using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hypergraph.Progress;

/// <summary>The live tree at the bottom of a terminal.</summary>
internal sealed class LiveDisplay : ProgressDisplay
{
    private readonly LiveScreen _screen;
    private readonly ExitGuard _exitGuard;
    private readonly bool _hasTerminal;
    private bool _isArmed;

    public LiveDisplay(ProgressModel model, IAnsiConsole console, RichProgressOptions options)
        : base(model, options)
    {
        _screen = LiveScreen.Of(console);
        _hasTerminal = console.Profile.Out.IsTerminal;
        _exitGuard = new ExitGuard(LeaveForExit, _screen.Changed);
    }

    /// <summary>A run that is over before a person could read its tree shows how it ended, and nothing before.</summary>
    protected override TimeSpan Quiet => TimeSpan.FromMilliseconds(200);

    /// <summary>The runs as they stand, on at most <paramref name="height"/> lines.</summary>
    public IReadOnlyList<FrameLine> Frame(IReadOnlyList<ProgressRun> runs, RenderOptions options, int height, int tick) =>
        FrameRenderer.Live(runs, Settings(options), height, tick);

    public override void Suspend() => _screen.Suspend();

    public override void Resume() => _screen.Resume();

    protected override void Show(IReadOnlyList<ProgressRun> runs)
    {
        Arm();
        _screen.Show(this, runs);
    }

    protected override void Commit(IReadOnlyList<ProgressRun> ended, IReadOnlyList<ProgressRun> open)
    {
        Arm();
        _screen.Commit(this, (options, _) => Final(ended, options), open);
    }

    protected override void Finish(IReadOnlyList<ProgressRun> ended)
    {
        _screen.Commit(this, (options, _) => Final(ended, options), []);
        Disarm();
    }

    protected override void Leave(IReadOnlyList<ProgressRun> runs)
    {
        _screen.Leave(this, runs);
        Disarm();
    }

    protected override void Park() => _screen.Park();

    private static FrameSettings Settings(RenderOptions options) =>
        new(options.ConsoleSize.Width, options.Unicode, options.ColorSystem != ColorSystem.NoColors);

    private static List<FrameLine> Final(IReadOnlyList<ProgressRun> ended, RenderOptions options) =>
        [.. ended.SelectMany(run => FrameRenderer.Final(run, Settings(options)))];

    private void Arm()
    {
        if (!_isArmed)
        {
            _isArmed = true;
            _exitGuard.Arm(_hasTerminal);
        }
    }

    private void Disarm()
    {
        if (_isArmed)
        {
            _isArmed = false;
            _exitGuard.Disarm();
        }
    }
}
