using System.Diagnostics;
using Hypergraph.Progress.Model;

namespace Hypergraph.Progress.Display;

/// <summary>Shows a model's runs at regular intervals, from the start of the first one to the end of the last open one.</summary>
internal abstract class ProgressDisplay : IDisposable
{
    /// <summary>The time for which the end of the process may wait for drawing in flight, perhaps to a stuck terminal.</summary>
    private static readonly TimeSpan LockTimeout = TimeSpan.FromMilliseconds(500);

    /// <summary>The time without frames in a process that may end, so that its last state remains visible.</summary>
    private static readonly TimeSpan ExitGracePeriod = TimeSpan.FromSeconds(2);

    /// <summary>The delay after a frame, as a multiple of the time that the frame took.</summary>
    private const int FrameDelayFactor = 9;

    /// <summary>
    /// The maximum delay after a frame. The first frame of a process takes long because its code is compiled, which is not
    /// representative, and a tree that does not move for longer seems dead.
    /// </summary>
    private static readonly TimeSpan MaxFrameDelay = TimeSpan.FromSeconds(1);

    private readonly object _lock = new();
    private readonly FrameTicker _ticker;
    private readonly TimeProvider _timeProvider;
    private Delay _delay = new(0, TimeSpan.Zero);
    private bool _isActive;
    private bool _isDrawing;
    private bool _isDisposed;

    protected ProgressDisplay(ProgressModel model, RichProgressOptions options)
    {
        Model = model;
        _timeProvider = options.TimeProvider;
        _ticker = new FrameTicker(options.TimeProvider, TimeSpan.FromSeconds(1) / options.FramesPerSecond, OnTick);
    }

    /// <summary>The model to show.</summary>
    protected ProgressModel Model { get; }

    /// <summary>Releases the screen until the same number of calls of <see cref="Resume"/>.</summary>
    public virtual void Suspend()
    {
    }

    /// <summary>Ends one call of <see cref="Suspend"/>.</summary>
    public virtual void Resume()
    {
    }

    /// <summary>Handles the start of a top-level run. Called on its thread; it draws nothing.</summary>
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

    /// <summary>Shows the final state of the runs that have ended, and deactivates the display if none is open.</summary>
    public void ShowEnded()
    {
        lock (_lock)
        {
            if (!_isActive)
            {
                return;
            }

            DiscardFrame();
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

    /// <summary>The time after the start of the first run without a frame.</summary>
    protected virtual TimeSpan InitialDelay => TimeSpan.Zero;

    /// <summary>The maximum number of lines for the rows of a run that has ended.</summary>
    protected virtual int MaxFinalLines => int.MaxValue;

    /// <summary>
    /// Leaves the runs in their current state on the screen, because the process is about to end, or may be, or is stopped. If it
    /// survives, frames resume after a while, or with <see cref="OnProcessContinued"/>.
    /// </summary>
    protected void OnProcessLeaving(ExitKind exitKind)
    {
        // Drawing that does not end must not keep the process from ending.
        if (!Monitor.TryEnter(_lock, LockTimeout))
        {
            return;
        }

        try
        {
            if (_isActive && WaitForFrame())
            {
                PrepareForExit(exitKind);
                DelayFrames(exitKind == ExitKind.Certain ? TimeSpan.MaxValue : ExitGracePeriod);
            }
        }
        finally
        {
            Monitor.Exit(_lock);
        }
    }

    /// <summary>Resumes the frames after the process has been continued.</summary>
    protected void OnProcessContinued()
    {
        if (Monitor.TryEnter(_lock, LockTimeout))
        {
            DelayFrames(TimeSpan.Zero);
            Monitor.Exit(_lock);
        }
    }

    /// <summary>Prepares for the first run. Called on its thread; it draws nothing.</summary>
    protected virtual void Prepare()
    {
    }

    /// <summary>Updates the state of the display, and writes what needs no frame. Called for each frame, with the display's lock.</summary>
    protected abstract void Update();

    /// <summary>Draws a frame, after <see cref="Update"/>. Called without a lock.</summary>
    protected virtual void Draw()
    {
    }

    /// <summary>Discards the frame that is being drawn, because runs are about to be removed from the model.</summary>
    protected virtual void DiscardFrame()
    {
    }

    /// <summary>Writes the final state of runs that were removed from the model, while others continue.</summary>
    protected abstract void WriteEnded(IReadOnlyList<EndedRun> ended);

    /// <summary>Writes the final state of the last runs and releases the screen until another one begins.</summary>
    protected abstract void Finish(IReadOnlyList<EndedRun> ended);

    /// <summary>Leaves the runs on the screen in their current state, and releases it.</summary>
    protected abstract void Detach();

    /// <summary>Leaves the runs on the screen in their current state, for a process that may end at any moment or is stopped.</summary>
    protected abstract void PrepareForExit(ExitKind exitKind);

    private void Deactivate(IReadOnlyList<EndedRun> ended)
    {
        _isActive = false;
        _ticker.Stop();
        Finish(ended);
    }

    /// <summary>Suppresses frames for a while.</summary>
    private void DelayFrames(TimeSpan time) => _delay = new Delay(_timeProvider.GetTimestamp(), time);

    private void OnTick()
    {
        if (!TryBeginFrame(out Delay begun))
        {
            return;
        }

        try
        {
            Draw();
        }
        finally
        {
            EndFrame(begun);
        }
    }

    /// <summary>Begins a frame, unless the display is inactive or ending, another frame is being drawn, or it is too early.</summary>
    private bool TryBeginFrame(out Delay begun)
    {
        begun = new Delay(_timeProvider.GetTimestamp(), TimeSpan.Zero);

        // The thread that holds the lock is ending the display or writing: this frame is not needed.
        if (!Monitor.TryEnter(_lock))
        {
            return false;
        }

        try
        {
            if (!_isActive || _isDrawing || _timeProvider.GetElapsedTime(_delay.Start, begun.Start) < _delay.Duration)
            {
                return false;
            }

            Update();
            _delay = begun;
            _isDrawing = true;
            return true;
        }
        finally
        {
            Monitor.Exit(_lock);
        }
    }

    private void EndFrame(Delay begun)
    {
        lock (_lock)
        {
            _isDrawing = false;
            Monitor.PulseAll(_lock);

            // If frames are expensive, to create or to send to the terminal, there are fewer of them. A delay that was set while
            // the frame was drawn has precedence.
            if (ReferenceEquals(_delay, begun))
            {
                TimeSpan delay = FrameDelayFactor * _timeProvider.GetElapsedTime(begun.Start);
                DelayFrames(delay < MaxFrameDelay ? delay : MaxFrameDelay);
            }
        }
    }

    /// <summary>Waits, with the display's lock, until no frame is being drawn.</summary>
    /// <returns>False if a frame does not end.</returns>
    private bool WaitForFrame()
    {
        long start = Stopwatch.GetTimestamp();
        while (_isDrawing)
        {
            TimeSpan left = LockTimeout - Stopwatch.GetElapsedTime(start);
            if (left <= TimeSpan.Zero || !Monitor.Wait(_lock, left))
            {
                return !_isDrawing;
            }
        }

        return true;
    }

    /// <summary>A time without frames.</summary>
    /// <param name="Start">The timestamp of its start.</param>
    /// <param name="Duration">Its duration.</param>
    private sealed record Delay(long Start, TimeSpan Duration);
}
