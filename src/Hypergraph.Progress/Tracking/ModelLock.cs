namespace Hypergraph.Progress.Tracking;

/// <summary>
/// The lock of a model. Threads that count events enter millions of times for some nanoseconds, of which a lock would be a third.
/// Threads that draw enter ten times a second. Therefore a thread that has entered often in succession gets the
/// <see cref="LockBias"/>: it enters without an atomic operation. A scope suspends the bias until it ends. Another thread that
/// counts events ends it.
/// </summary>
internal sealed class ModelLock
{
    /// <summary>Suspending a bias costs some microseconds. This number of entries without the lock outweighs that.</summary>
    private const int BiasThreshold = 1000;

    private readonly Lock _lock = new();

    /// <summary>The current bias; null if there is none or it is suspended. Written only under the lock.</summary>
    private LockBias? _bias;

    private int _lastThreadId;
    private int _consecutiveEntries;

    /// <summary>Enters to count one event, after all other threads have left.</summary>
    /// <returns>The bias to pass to <see cref="Exit"/>; null if the thread holds the lock.</returns>
    public LockBias? Enter()
    {
        if (_bias is { IsOwnedByCurrentThread: true } currentBias)
        {
            // Set before the bias is read again. No fence separates the two: the one in SuspendBias serves both threads.
            currentBias.IsEntered = true;
            if (Volatile.Read(ref _bias) == currentBias)
            {
                return currentBias;
            }

            currentBias.IsEntered = false;
        }

        _lock.Enter();
        UpdateBias();
        return null;
    }

    /// <summary>Leaves after <see cref="Enter"/>.</summary>
    public void Exit(LockBias? bias)
    {
        if (bias is null)
        {
            _lock.Exit();
        }
        else
        {
            bias.IsEntered = false;
        }
    }

    /// <summary>Enters to read or change the model, after all other threads have left.</summary>
    public ModelLockScope EnterScope()
    {
        _lock.Enter();
        return new ModelLockScope(this, SuspendBias());
    }

    /// <summary>Ends a scope.</summary>
    public void ExitScope(LockBias? suspendedBias)
    {
        if (suspendedBias is not null)
        {
            Volatile.Write(ref _bias, suspendedBias);
        }

        _lock.Exit();
    }

    private void UpdateBias()
    {
        SuspendBias();
        int thread = Environment.CurrentManagedThreadId;
        if (thread != _lastThreadId)
        {
            _lastThreadId = thread;
            _consecutiveEntries = 0;
        }
        else if (_bias is null && ++_consecutiveEntries >= BiasThreshold)
        {
            // Always a new instance: a thread that has not noticed yet that its bias ended marks only its own one as entered.
            Volatile.Write(ref _bias, new LockBias(thread));
        }
    }

    /// <summary>
    /// Ends the bias of another thread, and waits until that thread has left. After the barrier, which takes effect on all
    /// processors, either the thread sees that its bias has ended, or this thread sees that it is inside.
    /// </summary>
    /// <returns>The bias that has ended, if any.</returns>
    private LockBias? SuspendBias()
    {
        if (_bias is not { IsOwnedByCurrentThread: false } bias)
        {
            return null;
        }

        Volatile.Write(ref _bias, null);
        Interlocked.MemoryBarrierProcessWide();
        var wait = default(SpinWait);
        while (bias.IsEntered)
        {
            // No sleep: the wait is short, and an interrupted sleep would leave the lock held.
            wait.SpinOnce(sleep1Threshold: -1);
        }

        return bias;
    }
}
