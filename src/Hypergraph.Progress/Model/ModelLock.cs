namespace Hypergraph.Progress;

/// <summary>
/// The lock of a model. The threads that count come millions of times and are inside for some nanoseconds, of which a lock
/// would be a third; who draws comes ten times a second. So a thread that has come often in a row gets the
/// <see cref="LockBias"/>: it enters without an atomic operation. A visit suspends the right for as long as it lasts, and
/// another thread that counts ends it.
/// </summary>
internal sealed class ModelLock
{
    /// <summary>To suspend a right takes some microseconds. So many entries without the lock are worth more than that.</summary>
    private const int BiasThreshold = 1000;

    private readonly Lock _lock = new();

    /// <summary>The right that holds; null while there is none or it is suspended. Written by who has the lock.</summary>
    private LockBias? _bias;

    private int _lastThreadId;
    private int _consecutiveEntries;

    /// <summary>Enters to count one event, after everyone else has left.</summary>
    /// <returns>What <see cref="Exit"/> has to be told: the right by which the thread is inside, or null if it has the lock.</returns>
    public LockBias? Enter()
    {
        if (_bias is { IsOwnedByCurrentThread: true } own)
        {
            // Said before it is asked whether the right still holds. No fence is between the two here: Suspend has one for both.
            own.IsEntered = true;
            if (Volatile.Read(ref _bias) == own)
            {
                return own;
            }

            own.IsEntered = false;
        }

        _lock.Enter();
        UpdateBias();
        return null;
    }

    /// <summary>Leaves after <see cref="Enter"/>.</summary>
    public void Exit(LockBias? right)
    {
        if (right is null)
        {
            _lock.Exit();
        }
        else
        {
            right.IsEntered = false;
        }
    }

    /// <summary>Enters to look at the model, or to change what is in it, after everyone else has left.</summary>
    public ModelLockScope EnterScope()
    {
        _lock.Enter();
        return new ModelLockScope(this, SuspendBias());
    }

    /// <summary>Ends a visit.</summary>
    public void ExitScope(LockBias? suspended)
    {
        if (suspended is not null)
        {
            Volatile.Write(ref _bias, suspended);
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
            // A new one each time: a thread that lost its right and did not notice yet has only its own to say that it is inside.
            Volatile.Write(ref _bias, new LockBias(thread));
        }
    }

    /// <summary>
    /// Takes the right of another thread away, and waits until that has left. After the barrier, which is one on all
    /// processors, either the thread sees that its right is gone, or it is seen to be inside.
    /// </summary>
    /// <returns>The right that was taken away, if there was one.</returns>
    private LockBias? SuspendBias()
    {
        if (_bias is not { IsOwnedByCurrentThread: false } right)
        {
            return null;
        }

        Volatile.Write(ref _bias, null);
        Interlocked.MemoryBarrierProcessWide();
        var wait = default(SpinWait);
        while (right.IsEntered)
        {
            // Never to sleep: the stay is short, and a sleep can be interrupted, which would leave the lock behind.
            wait.SpinOnce(sleep1Threshold: -1);
        }

        return right;
    }
}
