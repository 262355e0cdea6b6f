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
    private readonly ExitGuard _exitGuard;
    private readonly bool _hasTerminal;
    private readonly bool _showsTaskbar;
    private FrameRequest? _frame;
    private bool _isArmed;

    public TreeDisplay(ProgressModel model, IAnsiConsole console, RichProgressOptions options, ProgressTheme theme)
        : base(model, options)
    {
        _screen = LiveScreen.GetOrCreate(console, options.ReadVariable);
        _theme = theme;
        _showsTaskbar = options.ShowTaskbarProgress && TaskbarProgress.IsSupported(options.ReadVariable);
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

    /// <summary>Renders the current runs on at most <paramref name="height"/> lines.</summary>
    public TreeFrame Render(RenderOptions options, int height, int tick)
    {
        ProgressView view = Model.ViewForFrame(height);
        return new TreeFrame(FrameRenderer.Live(view, Settings(options), tick), _showsTaskbar ? view.Runs : []);
    }

    public override void Suspend() => _screen.Suspend();

    public override void Resume() => _screen.Resume();

    /// <inheritdoc/>
    protected override void Prepare() => _screen.StartListening();

    /// <inheritdoc/>
    protected override void Update()
    {
        Join();
        _frame = _screen.RequestFrame(this);
    }

    /// <inheritdoc/>
    protected override void Draw() => _screen.Draw(_frame!);

    /// <inheritdoc/>
    protected override void DiscardFrame() => _screen.DiscardFrame();

    protected override void WriteEnded(IReadOnlyList<EndedRun> ended)
    {
        Join();
        _screen.WritePermanent(Final(ended));
    }

    protected override void Finish(IReadOnlyList<EndedRun> ended)
    {
        _screen.Finish(this, Final(ended));
        Disarm();
    }

    protected override void Detach()
    {
        _screen.Detach(this);
        Disarm();
    }

    protected override void PrepareForExit(ExitKind exitKind) => _screen.PrepareForExit(exitKind);

    private FrameSettings Settings(RenderOptions options) =>
        new(options.ConsoleSize.Width, _theme, options.ColorSystem != ColorSystem.NoColors);

    private List<FrameLine> Final(IReadOnlyList<EndedRun> ended)
    {
        FrameSettings settings = Settings(_screen.Options);
        return [.. ended.SelectMany(run => FrameRenderer.Final(run, settings))];
    }

    private void OnScreenChanged(bool isPositionLost)
    {
        _screen.OnScreenChanged(isPositionLost);
        if (isPositionLost)
        {
            OnProcessContinued();
        }
    }

    /// <summary>Adds this display to the screen, from its first frame until its last run has ended.</summary>
    private void Join()
    {
        if (!_isArmed)
        {
            _isArmed = true;
            _exitGuard.Arm(_hasTerminal);
        }

        _screen.Add(this);
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
