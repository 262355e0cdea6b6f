namespace Hypergraph.Progress;

/// <summary>
/// Calls a method at a steady pace. With the system's clock on a thread of its own, since runs may keep every thread of
/// the pool busy; with any other clock by that clock's timer, so that tests say when a frame is due.
/// </summary>
internal sealed class FrameTicker : IDisposable
{
    /// <summary>How long the thread waits for another start before it ends.</summary>
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

    /// <summary>The first tick comes after one interval.</summary>
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

                // It outlives the call that happens to start it, and must see and keep nothing of that call's context.
                _thread.UnsafeStart();
            }

            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Ends the ticking, but for a tick that is under way.</summary>
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

    /// <summary>A timer that does not capture the context of the call that happens to create it.</summary>
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
                // Most likely the terminal is gone. No run may suffer from that; the end of the call tries once more,
                // and what is thrown then is logged.
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
    /// <returns>False when no start came for a while; the thread is then no longer this ticker's.</returns>
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
