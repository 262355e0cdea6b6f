using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hypergraph.Progress;

/// <summary>The live tree at the bottom of a terminal.</summary>
internal sealed class LiveDisplay : ProgressDisplay
{
    private readonly IAnsiConsole _console;
    private readonly ProgressTheme _theme;
    private readonly TaskbarProgress _taskbar;
    private readonly bool _isOwnConsole;
    private readonly ExitGuard _exitGuard;
    private LiveRegion? _region;
    private ConsoleCapture? _capture;
    private int _tick;

    public LiveDisplay(ProgressModel model, IAnsiConsole console, RichProgressOptions options)
        : base(model, options)
    {
        _console = console;
        _theme = ThemeChoice.For(console, options);
        _taskbar = new TaskbarProgress(options);
        _isOwnConsole = options.Console is null || ReferenceEquals(options.Console, AnsiConsole.Console);
        _exitGuard = new ExitGuard(LeaveForExit);
    }

    protected override void Show()
    {
        TakeScreen();
        Draw(_tick++);
    }

    protected override void Commit(IReadOnlyList<ProgressRun> ended)
    {
        TakeScreen();
        Draw(_tick);
        _region!.Commit(options => Final(ended, options));
    }

    protected override void Finish(IReadOnlyList<ProgressRun> ended)
    {
        TakeScreen();
        GiveScreenBack(region => region.Detach(options => Final(ended, options)));
    }

    protected override void Leave()
    {
        if (_region is not null)
        {
            Draw(_tick);
            GiveScreenBack(region => region.Abandon());
        }
    }

    private FrameSettings Settings(RenderOptions options) =>
        new(options.ConsoleSize.Width, _theme, options.ColorSystem != ColorSystem.NoColors);

    private List<FrameLine> Final(IReadOnlyList<ProgressRun> ended, RenderOptions options) =>
        [.. ended.SelectMany(run => FrameRenderer.Final(run, Settings(options)))];

    private void Draw(int tick)
    {
        _region!.Draw(options =>
        {
            ProgressView view = Model.View(Math.Max(1, options.ConsoleSize.Height - 1));
            _taskbar.Set(view);
            return FrameRenderer.Live(view, Settings(options), tick);
        });
        _region.Signal(_taskbar.TakeSequence());
    }

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
        _taskbar.Clear();
        _region!.Signal(_taskbar.TakeSequence());
        release(_region!);
        _region = null;
        _exitGuard.Disarm();
    }
}
