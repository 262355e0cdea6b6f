using Hypergraph.Progress.Display;
using Hypergraph.Progress.Frames;
using Hypergraph.Progress.Model;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hypergraph.Progress.Live;

/// <summary>The live tree at the bottom of a terminal.</summary>
internal sealed class TreeDisplay : ProgressDisplay
{
    private readonly LiveScreen _screen;
    private readonly ProgressTheme _theme;
    private readonly TaskbarProgress _taskbar;
    private readonly ExitGuard _exitGuard;
    private readonly bool _hasTerminal;
    private bool _isArmed;

    public TreeDisplay(ProgressModel model, IAnsiConsole console, RichProgressOptions options, ProgressTheme theme)
        : base(model, options)
    {
        _screen = LiveScreen.GetOrCreate(console, options.ReadVariable);
        _theme = theme;
        _taskbar = new TaskbarProgress(options);
        _hasTerminal = console.Profile.Out.IsTerminal;
        _exitGuard = new ExitGuard(OnProcessLeaving, OnScreenChanged);
    }

    /// <summary>A run that ends before a person could read its tree shows only its final state.</summary>
    protected override TimeSpan InitialDelay => TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// A person can scroll through the final rows of a run. Thousands of rows would push everything else out of the terminal's
    /// history.
    /// </summary>
    protected override int MaxFinalLines => 200;

    /// <summary>Returns the current runs on at most <paramref name="height"/> lines.</summary>
    public IReadOnlyList<FrameLine> Frame(RenderOptions options, int height, int tick)
    {
        ProgressView view = Model.ViewForFrame(height);
        _taskbar.Update(view);
        return FrameRenderer.Live(view, Settings(options), tick);
    }

    public override void Suspend() => _screen.Suspend();

    public override void Resume() => _screen.Resume();

    /// <inheritdoc/>
    protected override void Prepare() => _screen.StartListening();

    protected override void Show()
    {
        Arm();
        _screen.Show(this);
        _screen.WriteControlSequence(_taskbar.GetChangedSequence());
    }

    protected override void WriteEnded(IReadOnlyList<EndedRun> ended)
    {
        Arm();
        _screen.WritePermanent((options, _) => Final(ended, options));
    }

    protected override void Finish(IReadOnlyList<EndedRun> ended)
    {
        _screen.Finish(this, (options, _) => Final(ended, options));
        Disarm();
    }

    protected override void Detach()
    {
        _screen.Detach(this);
        Disarm();
    }

    protected override void PrepareForExit(ExitKind exitKind)
    {
        _screen.PrepareForExit(exitKind);
        ClearTaskbar();
    }

    private FrameSettings Settings(RenderOptions options) =>
        new(options.ConsoleSize.Width, _theme, options.ColorSystem != ColorSystem.NoColors);

    private List<FrameLine> Final(IReadOnlyList<EndedRun> ended, RenderOptions options) =>
        [.. ended.SelectMany(run => FrameRenderer.Final(run, Settings(options)))];

    private void OnScreenChanged(bool isPositionLost)
    {
        _screen.OnScreenChanged(isPositionLost);
        if (isPositionLost)
        {
            OnProcessContinued();
        }
    }

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
        ClearTaskbar();
        if (_isArmed)
        {
            _isArmed = false;
            _exitGuard.Disarm();
        }
    }

    private void ClearTaskbar()
    {
        _taskbar.Clear();
        _screen.WriteControlSequence(_taskbar.GetChangedSequence());
    }
}
