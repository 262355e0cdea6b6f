namespace Hypergraph.Threading;

/// <summary>
/// A lock biased towards its owner, the thread that most events of a root run come from. The owner enters it without an atomic
/// operation until another thread enters it: two atomic operations cost half as much as a read of the clock. The first other
/// thread revokes the bias, and the lock is then an ordinary one. It is reentrant.
/// </summary>
internal sealed class BiasedLock
{
    private readonly Lock _lock = new();

    /// <summary>The owner; 0 for none.</summary>
    private readonly int _ownerThreadId;

    /// <summary>How often the owner has entered without the lock. Only the owner writes it.</summary>
    private int _ownerDepth;

    /// <summary>Whether the owner must enter the lock too.</summary>
    private bool _isBiasRevoked;

    /// <param name="ownedByCurrentThread">Whether the current thread is the owner; otherwise the lock has none.</param>
    public BiasedLock(bool ownedByCurrentThread)
    {
        _ownerThreadId = ownedByCurrentThread ? Environment.CurrentManagedThreadId : 0;
        _isBiasRevoked = !ownedByCurrentThread;
    }

    /// <summary>Enters, after all other threads have left.</summary>
    /// <returns>The argument for <see cref="Exit"/>: whether the thread entered as the owner, without the lock.</returns>
    public bool Enter()
    {
        if (Environment.CurrentManagedThreadId == _ownerThreadId)
        {
            // Written before the check for the bias. There is no fence between the two here: RevokeBias has one for both threads.
            int depth = _ownerDepth;
            Volatile.Write(ref _ownerDepth, depth + 1);
            if (depth > 0 || !Volatile.Read(ref _isBiasRevoked))
            {
                return true;
            }

            Volatile.Write(ref _ownerDepth, 0);
        }

        _lock.Enter();
        if (!_isBiasRevoked)
        {
            RevokeBiasOrExit();
        }

        return false;
    }

    /// <summary>Leaves.</summary>
    public void Exit(bool isOwner)
    {
        if (isOwner)
        {
            Volatile.Write(ref _ownerDepth, _ownerDepth - 1);
        }
        else
        {
            _lock.Exit();
        }
    }

    /// <summary>Revokes the bias. The wait for the owner can be interrupted; the lock must be released then.</summary>
    private void RevokeBiasOrExit()
    {
        try
        {
            RevokeBias();
        }
        catch
        {
            _isBiasRevoked = false;
            _lock.Exit();
            throw;
        }
    }

    /// <summary>
    /// Makes the owner enter the lock from now on, and waits until it has left. After the process-wide barrier, either the
    /// owner sees that the bias is revoked, or this thread sees that the owner is inside.
    /// </summary>
    private void RevokeBias()
    {
        Volatile.Write(ref _isBiasRevoked, value: true);
        Interlocked.MemoryBarrierProcessWide();
        var wait = default(SpinWait);
        while (Volatile.Read(ref _ownerDepth) > 0)
        {
            wait.SpinOnce();
        }
    }
}
