namespace Hypergraph.Progress;

/// <summary>
/// The lock of a model. The threads that count come millions of times and are inside for some nanoseconds, of which a lock
/// would be a third; who draws comes ten times a second. So a thread that has come often in a row gets the
/// <see cref="RightOfWay"/>: it enters without an atomic operation. A visit suspends the right for as long as it lasts, and
/// another thread that counts ends it.
/// </summary>
internal sealed class ModelGate
{
    /// <summary>To suspend a right takes some microseconds. So many entries without the lock are worth more than that.</summary>
    private const int OftenEnough = 1000;

    private readonly Lock _lock = new();

    /// <summary>The right that holds; null while there is none or it is suspended. Written by who has the lock.</summary>
    private RightOfWay? _right;

    private int _lastThread;
    private int _timesInARow;

    /// <summary>Enters to count one event, after everyone else has left.</summary>
    /// <returns>What <see cref="Exit"/> has to be told: the right by which the thread is inside, or null if it has the lock.</returns>
    public RightOfWay? Enter()
    {
        if (_right is { IsOfThisThread: true } own)
        {
            // Said before it is asked whether the right still holds. No fence is between the two here: Suspend has one for both.
            own.IsInside = true;
            if (Volatile.Read(ref _right) == own)
            {
                return own;
            }

            own.IsInside = false;
        }

        _lock.Enter();
        NoteThread();
        return null;
    }

    /// <summary>Leaves after <see cref="Enter"/>.</summary>
    public void Exit(RightOfWay? right)
    {
        if (right is null)
        {
            _lock.Exit();
        }
        else
        {
            right.IsInside = false;
        }
    }

    /// <summary>Enters to look at the model, or to change what is in it, after everyone else has left.</summary>
    public ModelVisit Visit()
    {
        _lock.Enter();
        return new ModelVisit(this, Suspend());
    }

    /// <summary>Ends a visit.</summary>
    public void Leave(RightOfWay? suspended)
    {
        if (suspended is not null)
        {
            Volatile.Write(ref _right, suspended);
        }

        _lock.Exit();
    }

    private void NoteThread()
    {
        Suspend();
        int thread = Environment.CurrentManagedThreadId;
        if (thread != _lastThread)
        {
            _lastThread = thread;
            _timesInARow = 0;
        }
        else if (_right is null && ++_timesInARow >= OftenEnough)
        {
            // A new one each time: a thread that lost its right and did not notice yet has only its own to say that it is inside.
            Volatile.Write(ref _right, new RightOfWay(thread));
        }
    }

    /// <summary>
    /// Takes the right of another thread away, and waits until that has left. After the barrier, which is one on all
    /// processors, either the thread sees that its right is gone, or it is seen to be inside.
    /// </summary>
    /// <returns>The right that was taken away, if there was one.</returns>
    private RightOfWay? Suspend()
    {
        if (_right is not { IsOfThisThread: false } right)
        {
            return null;
        }

        Volatile.Write(ref _right, null);
        Interlocked.MemoryBarrierProcessWide();
        var wait = default(SpinWait);
        while (right.IsInside)
        {
            // Never to sleep: the stay is short, and a sleep can be interrupted, which would leave the lock behind.
            wait.SpinOnce(sleep1Threshold: -1);
        }

        return right;
    }
}
