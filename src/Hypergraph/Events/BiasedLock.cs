namespace Hypergraph;

/// <summary>
/// A lock that its owner, the thread which most events of a root run come from, enters without an atomic operation as long
/// as no other thread has wanted it: two of those take as long as half a read of the clock. The first other thread that
/// comes makes it an ordinary lock for all. A thread may enter it again while it is inside.
/// </summary>
internal sealed class BiasedLock
{
    private readonly Lock _lock = new();

    /// <summary>The owner; 0 for none.</summary>
    private readonly int _ownerThreadId;

    /// <summary>How often the owner is inside without the lock. Only the owner writes it.</summary>
    private int _ownerDepth;

    /// <summary>Whether the owner too has to take the lock.</summary>
    private bool _isBiasRevoked;

    /// <param name="isOfThisThread">Whether the calling thread is its owner; otherwise it has none.</param>
    public BiasedLock(bool isOfThisThread)
    {
        _ownerThreadId = isOfThisThread ? Environment.CurrentManagedThreadId : 0;
        _isBiasRevoked = !isOfThisThread;
    }

    /// <summary>Enters, after all others have left.</summary>
    /// <returns>What <see cref="Exit"/> has to be told: whether the thread is inside as the owner, without the lock.</returns>
    public bool Enter()
    {
        if (Environment.CurrentManagedThreadId == _ownerThreadId)
        {
            // Said before it is asked whether the lock is needed. No fence is between the two here: Share has one for both.
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

    /// <summary>Waiting for the owner can be interrupted; the lock must not stay behind then.</summary>
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
    /// Makes the owner take the lock from now on, and waits until it has left. After the barrier, which is one on all
    /// processors, either the owner sees that the lock is shared, or it is seen to be inside.
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
