namespace Hypergraph.Progress.Display;

/// <summary>
/// Calls a method at regular intervals. The system's clock uses a dedicated thread, because runs may occupy all threads of the
/// pool. Any other clock uses its own timer, so that tests control the frames.
/// </summary>
internal sealed class FrameTicker : IDisposable
{
    /// <summary>The time for which the thread waits for another start before it ends.</summary>
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(2);

    private readonly object _lock = new();
    private readonly TimeSpan _interval;
    private readonly Action _tick;
    private readonly ITimer? _timer;
    private Thread? _thread;
    private bool _isRunning;
    private int _starts;

    public FrameTicker(TimeProvider timeProvider, TimeSpan interval, Action tick)
    {
        _interval = interval;
        _tick = tick;
        if (timeProvider != TimeProvider.System)
        {
            _timer = CreateTimer(timeProvider, tick);
        }
    }

    /// <summary>Starts the ticks, the first one after one interval.</summary>
    public void Start()
    {
        if (_timer is not null)
        {
            _timer.Change(_interval, _interval);
            return;
        }

        lock (_lock)
        {
            _isRunning = true;
            _starts++;
            if (_thread is null)
            {
                _thread = new Thread(Run) { IsBackground = true, Name = "Hypergraph progress" };

                // The thread outlives the call that starts it, and must not capture that call's context.
                _thread.UnsafeStart();
            }

            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Stops the ticks, except for one in flight.</summary>
    public void Stop()
    {
        _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        lock (_lock)
        {
            _isRunning = false;
            Monitor.PulseAll(_lock);
        }
    }

    public void Dispose()
    {
        Stop();
        _timer?.Dispose();
    }

    /// <summary>Creates a timer that does not capture the context of the current call.</summary>
    private static ITimer CreateTimer(TimeProvider timeProvider, Action tick)
    {
        using AsyncFlowControl? suppressed = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        return timeProvider.CreateTimer(_ => tick(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private void Run()
    {
        while (WaitForTick(out int start))
        {
            try
            {
                _tick();
            }
            catch (Exception)
            {
                // The terminal is probably gone. That must not affect a run. The end of the call tries once more, and an
                // exception from that is logged.
                StopUnlessRestarted(start);
            }
        }
    }

    private void StopUnlessRestarted(int start)
    {
        lock (_lock)
        {
            _isRunning &= _starts != start;
        }
    }

    /// <summary>Waits for the next tick, or for a start and then for a tick.</summary>
    /// <param name="start">The start that the tick belongs to.</param>
    /// <returns>False if no start followed for a while; the thread then no longer belongs to this ticker.</returns>
    private bool WaitForTick(out int start)
    {
        lock (_lock)
        {
            while (true)
            {
                start = _starts;
                if (_isRunning && !Monitor.Wait(_lock, _interval) && _isRunning)
                {
                    return true;
                }

                if (!_isRunning && !Monitor.Wait(_lock, IdleTimeout) && !_isRunning)
                {
                    _thread = null;
                    return false;
                }
            }
        }
    }
}
