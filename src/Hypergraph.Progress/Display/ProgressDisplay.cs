using Spectre.Console;

namespace Hypergraph.Progress;

/// <summary>
/// Shows a model's runs at a steady pace, from the start of the first one to the end of the last one that is open.
/// </summary>
internal abstract class ProgressDisplay : IDisposable
{
    /// <summary>How long the end of the process may wait for a drawing that is under way, perhaps to a stuck terminal.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly object _gate = new();
    private readonly ProgressModel _model;
    private readonly FrameTicker _ticker;
    private readonly int _framesToSkipAfterLeaving;
    private int _framesToSkip;
    private bool _isActive;
    private bool _isDisposed;

    protected ProgressDisplay(ProgressModel model, RichProgressOptions options)
    {
        _model = model;
        _framesToSkipAfterLeaving = 2 * options.FramesPerSecond;
        _ticker = new FrameTicker(options.TimeProvider, TimeSpan.FromSeconds(1) / options.FramesPerSecond, ShowCurrent);
    }

    public static ProgressDisplay Create(ProgressModel model, RichProgressOptions options)
    {
        IAnsiConsole console = options.Console ?? AnsiConsole.Console;
        return IsLive(console, options) ? new LiveDisplay(model, console, options) : new PlainDisplay(model, console, options);
    }

    /// <summary>A top-level run has begun. Called on its thread: nothing is drawn here.</summary>
    public void RunStarted()
    {
        lock (_gate)
        {
            if (!_isActive && !_isDisposed)
            {
                _isActive = true;
                _ticker.Start();
            }
        }
    }

    /// <summary>Shows the final state of the runs that have ended, and rests when none is open.</summary>
    public void ShowEnded()
    {
        lock (_gate)
        {
            if (!_isActive)
            {
                return;
            }

            IReadOnlyList<ProgressRun> runs = _model.Snapshot().Runs;
            List<ProgressRun> ended = [.. runs.Where(run => run.EndedAt is not null)];
            ended.ForEach(run => _model.Remove(run.RunId));
            List<ProgressRun> open = [.. runs.Where(run => run.EndedAt is null)];
            if (open.Count == 0)
            {
                Rest(ended);
            }
            else if (ended.Count > 0)
            {
                Commit(ended, open);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            ShowEnded();
            _isDisposed = true;
            if (_isActive)
            {
                Leave(_model.Snapshot().Runs);
                _isActive = false;
            }
        }

        _ticker.Dispose();
    }

    /// <summary>The process is about to end, or may be: shows the runs as they stand and gives the screen back.</summary>
    /// <param name="isCertain">Whether it ends; if it may live on, the frames come back after a while.</param>
    protected void LeaveForExit(bool isCertain)
    {
        // A drawing that does not end must not keep the process from ending.
        if (!Monitor.TryEnter(_gate, Patience))
        {
            return;
        }

        try
        {
            if (_isActive)
            {
                Leave(_model.Snapshot().Runs);
                _framesToSkip = isCertain ? int.MaxValue : _framesToSkipAfterLeaving;
            }
        }
        finally
        {
            Monitor.Exit(_gate);
        }
    }

    /// <summary>Brings the screen up to date.</summary>
    protected abstract void Show(IReadOnlyList<ProgressRun> runs);

    /// <summary>Writes the final state of some runs while others go on.</summary>
    protected abstract void Commit(IReadOnlyList<ProgressRun> ended, IReadOnlyList<ProgressRun> open);

    /// <summary>Writes the final state of the last runs and gives the screen back until another one begins.</summary>
    protected abstract void Finish(IReadOnlyList<ProgressRun> ended);

    /// <summary>Leaves the runs on the screen as they stand, and gives it back.</summary>
    protected abstract void Leave(IReadOnlyList<ProgressRun> runs);

    private static bool IsLive(IAnsiConsole console, RichProgressOptions options) => options.Mode switch
    {
        ProgressMode.Plain => false,
        ProgressMode.Live => console.Profile.Capabilities.Ansi,

        // What Spectre calls interactive looks at input and standard error too; only where the tree goes counts. A console
        // that the caller made has its own notion of a terminal, if any.
        _ => console.Profile.Capabilities.Ansi
            && (options.Console is null ? console.Profile.Out.IsTerminal : console.Profile.Capabilities.Interactive),
    };

    private void Rest(List<ProgressRun> ended)
    {
        _isActive = false;
        _ticker.Stop();
        Finish(ended);
    }

    private void ShowCurrent()
    {
        // Whoever holds the gate is drawing, or ending: this frame is not needed.
        if (!Monitor.TryEnter(_gate))
        {
            return;
        }

        try
        {
            if (_isActive && _framesToSkip-- <= 0)
            {
                _framesToSkip = 0;
                Show(_model.Snapshot().Runs);
            }
        }
        finally
        {
            Monitor.Exit(_gate);
        }
    }
}
