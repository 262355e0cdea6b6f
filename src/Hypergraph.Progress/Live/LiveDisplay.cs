using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hypergraph.Progress;

/// <summary>The live tree at the bottom of a terminal.</summary>
internal sealed class LiveDisplay : ProgressDisplay
{
    private readonly IAnsiConsole _console;
    private readonly bool _isOwnConsole;
    private readonly ExitGuard _exitGuard;
    private LiveRegion? _region;
    private ConsoleCapture? _capture;
    private int _tick;

    public LiveDisplay(ProgressModel model, IAnsiConsole console, RichProgressOptions options)
        : base(model, options)
    {
        _console = console;
        _isOwnConsole = options.Console is null || ReferenceEquals(options.Console, AnsiConsole.Console);
        _exitGuard = new ExitGuard(LeaveForExit);
    }

    protected override void Show(IReadOnlyList<ProgressRun> runs)
    {
        TakeScreen();
        Draw(runs, _tick++);
    }

    protected override void Commit(IReadOnlyList<ProgressRun> ended, IReadOnlyList<ProgressRun> open)
    {
        TakeScreen();
        Draw(open, _tick);
        _region!.Commit(options => Final(ended, options));
    }

    protected override void Finish(IReadOnlyList<ProgressRun> ended)
    {
        TakeScreen();
        GiveScreenBack(region => region.Detach(options => Final(ended, options)));
    }

    protected override void Leave(IReadOnlyList<ProgressRun> runs)
    {
        if (_region is not null)
        {
            Draw(runs, _tick);
            GiveScreenBack(region => region.Abandon());
        }
    }

    private static FrameSettings Settings(RenderOptions options) =>
        new(options.ConsoleSize.Width, options.Unicode, options.ColorSystem != ColorSystem.NoColors);

    private static List<FrameLine> Final(IReadOnlyList<ProgressRun> ended, RenderOptions options) =>
        [.. ended.SelectMany(run => FrameRenderer.Final(run, Settings(options)))];

    private void Draw(IReadOnlyList<ProgressRun> runs, int tick) =>
        _region!.Draw(options => FrameRenderer.Live(runs, Settings(options), Math.Max(1, options.ConsoleSize.Height - 1), tick));

    private void TakeScreen()
    {
        if (_region is not null)
        {
            return;
        }

        _region = new LiveRegion(_console);
        _exitGuard.Arm(_console.Profile.Out.IsTerminal);
        _region.Attach();
        if (_isOwnConsole && _console.Profile.Out.IsTerminal)
        {
            _capture = ConsoleCapture.Start(_region);
        }
    }

    private void GiveScreenBack(Action<LiveRegion> release)
    {
        // First the writers, whose unfinished lines still belong above the region.
        _capture?.Dispose();
        _capture = null;
        release(_region!);
        _region = null;
        _exitGuard.Disarm();
    }
}
