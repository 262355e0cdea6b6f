using Spectre.Console;

namespace Hypergraph.Progress;

/// <summary>
/// Shows a model's runs at a steady pace, from the start of the first one to the end of the last one that is open.
/// </summary>
internal abstract class ProgressDisplay : IDisposable
{
    /// <summary>How long the end of the process may wait for a drawing that is under way, perhaps to a stuck terminal.</summary>
    private static readonly TimeSpan LockTimeout = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a process that may end is left alone, its last state standing.</summary>
    private static readonly TimeSpan ExitGracePeriod = TimeSpan.FromSeconds(2);

    /// <summary>For the time that a frame takes, so many times as much pass without one.</summary>
    private const int FrameDelayFactor = 9;

    /// <summary>
    /// However long a frame took, the next one comes after this: the first frame of a process takes long for its code to be
    /// compiled, which says nothing about the others, and a tree that stands still for longer looks dead.
    /// </summary>
    private static readonly TimeSpan MaxFrameDelay = TimeSpan.FromSeconds(1);

    private readonly object _lock = new();
    private readonly FrameTicker _ticker;
    private readonly TimeProvider _timeProvider;
    private long _delayStart;
    private TimeSpan _delay;
    private bool _isActive;
    private bool _isDisposed;

    protected ProgressDisplay(ProgressModel model, RichProgressOptions options)
    {
        Model = model;
        _timeProvider = options.TimeProvider;
        _ticker = new FrameTicker(options.TimeProvider, TimeSpan.FromSeconds(1) / options.FramesPerSecond, OnTick);
    }

    /// <summary>What is shown.</summary>
    protected ProgressModel Model { get; }

    public static ProgressDisplay Create(ProgressModel model, RichProgressOptions options)
    {
        IAnsiConsole console = options.Console ?? ProcessConsole.Choose();
        ColorChoice.Apply(console, options);
        if (ModeChoice.InvalidVariableMessage(options) is string complaint)
        {
            console.Profile.Out.Writer.WriteLine(complaint);
        }

        ProgressMode mode = ModeChoice.For(console, options);
        return mode == ProgressMode.Live
            ? new LiveDisplay(model, console, options)
            : new ReportDisplay(model, console, options, ReportFormat.For(mode, ThemeChoice.ForText(console, options)));
    }

    /// <summary>Leaves the screen to somebody else, until as many calls of <see cref="Resume"/>.</summary>
    public virtual void Suspend()
    {
    }

    /// <summary>Takes the screen back.</summary>
    public virtual void Resume()
    {
    }

    /// <summary>A top-level run has begun. Called on its thread: nothing is drawn here.</summary>
    public void RunStarted()
    {
        lock (_lock)
        {
            if (!_isActive && !_isDisposed)
            {
                _isActive = true;
                Prepare();
                DelayFrames(InitialDelay);
                _ticker.Start();
            }
        }
    }

    /// <summary>Shows the final state of the runs that have ended, and rests when none is open.</summary>
    public void ShowEnded()
    {
        lock (_lock)
        {
            if (!_isActive)
            {
                return;
            }

            IReadOnlyList<EndedRun> ended = Model.RemoveEnded(MaxFinalLines);
            if (Model.IsEmpty)
            {
                Deactivate(ended);
            }
            else if (ended.Count > 0)
            {
                WriteEnded(ended);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            ShowEnded();
            _isDisposed = true;
            if (_isActive)
            {
                Detach();
                _isActive = false;
            }
        }

        _ticker.Dispose();
    }

    /// <summary>How long after the start of the first run nothing is shown.</summary>
    protected virtual TimeSpan InitialDelay => TimeSpan.Zero;

    /// <summary>The most lines on which the rows of a run that has ended are shown.</summary>
    protected virtual int MaxFinalLines => int.MaxValue;

    /// <summary>
    /// The process is about to end, or may be, or is stopped: the runs stand as they are. If it lives on, the frames resume
    /// after a while, or with <see cref="OnProcessContinued"/>.
    /// </summary>
    protected void OnProcessLeaving(ExitKind leaving)
    {
        // A drawing that does not end must not keep the process from ending.
        if (!Monitor.TryEnter(_lock, LockTimeout))
        {
            return;
        }

        try
        {
            if (_isActive)
            {
                PrepareForExit(leaving);
                DelayFrames(leaving == ExitKind.Certain ? TimeSpan.MaxValue : ExitGracePeriod);
            }
        }
        finally
        {
            Monitor.Exit(_lock);
        }
    }

    /// <summary>The process has been continued: the frames resume.</summary>
    protected void OnProcessContinued()
    {
        if (Monitor.TryEnter(_lock, LockTimeout))
        {
            DelayFrames(TimeSpan.Zero);
            Monitor.Exit(_lock);
        }
    }

    /// <summary>The first run has begun. Called on its thread: nothing is drawn here.</summary>
    protected virtual void Prepare()
    {
    }

    /// <summary>Brings the screen up to date.</summary>
    protected abstract void Show();

    /// <summary>Writes the final state of some runs, which the model has forgotten, while others go on.</summary>
    protected abstract void WriteEnded(IReadOnlyList<EndedRun> ended);

    /// <summary>Writes the final state of the last runs and gives the screen back until another one begins.</summary>
    protected abstract void Finish(IReadOnlyList<EndedRun> ended);

    /// <summary>Leaves the runs on the screen as they stand, and gives it back.</summary>
    protected abstract void Detach();

    /// <summary>Has the runs stand as they are, for a process that may end at any moment or is stopped.</summary>
    protected abstract void PrepareForExit(ExitKind leaving);

    private void Deactivate(IReadOnlyList<EndedRun> ended)
    {
        _isActive = false;
        _ticker.Stop();
        Finish(ended);
    }

    /// <summary>Shows nothing for a while.</summary>
    private void DelayFrames(TimeSpan time)
    {
        _delayStart = _timeProvider.GetTimestamp();
        _delay = time;
    }

    private void OnTick()
    {
        // Whoever holds the gate is drawing, or ending: this frame is not needed.
        if (!Monitor.TryEnter(_lock))
        {
            return;
        }

        try
        {
            long begun = _timeProvider.GetTimestamp();
            if (_isActive && _timeProvider.GetElapsedTime(_delayStart, begun) >= _delay)
            {
                Show();

                // Where frames are dear, by their making or by a slow line to the terminal, there are fewer of them.
                TimeSpan rest = FrameDelayFactor * _timeProvider.GetElapsedTime(begun);
                DelayFrames(rest < MaxFrameDelay ? rest : MaxFrameDelay);
            }
        }
        finally
        {
            Monitor.Exit(_lock);
        }
    }
}
