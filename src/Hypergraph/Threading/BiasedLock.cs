namespace Hypergraph.Threading;

/// <summary>
/// A reentrant lock that is biased towards the thread that enters most. That thread enters without an atomic operation: the two of an
/// ordinary lock cost as much as the rest of counting an event. The bias ends when another thread enters. A thread that then
/// enters often in succession earns a new one.
/// </summary>
internal sealed class BiasedLock
{
    /// <summary>The end of a bias costs some microseconds. This number of entries with the lock outweighs that.</summary>
    private const int EntriesToEarnBias = 1000;

    /// <summary>Held by each thread that enters without the bias. The bias changes only under it.</summary>
    private Lock? _lock;

    private Bias? _bias;
    private int _lastThreadId;
    private int _entriesInSuccession;

    /// <param name="isBiased">Whether the current thread has the bias from the start. It then needs no lock until another thread enters.</param>
    public BiasedLock(bool isBiased = false)
    {
        if (isBiased)
        {
            _bias = new Bias();
        }
        else
        {
            _lock = new Lock();
        }
    }

    /// <summary>Enters, after all other threads have left.</summary>
    /// <returns>The bias to pass to <see cref="Exit"/>; null if the thread holds the lock.</returns>
    public Bias? Enter()
    {
        Bias? bias = _bias;
        if (bias is not null && bias.TryEnter())
        {
            return bias;
        }

        EnterLock();
        return null;
    }

    /// <summary>Leaves, on the thread that entered.</summary>
    public void Exit(Bias? bias)
    {
        if (bias is not null)
        {
            bias.Exit();
        }
        else
        {
            _lock!.Exit();
        }
    }

    /// <summary>Enters until the scope is disposed, after all other threads have left.</summary>
    public Scope EnterScope() => new(this, Enter());

    /// <summary>Enters the lock when no thread is inside with the bias. An interruption of the wait leaves nothing held.</summary>
    private void EnterLock()
    {
        Lock entered = _lock ?? CreateLock();
        var wait = default(SpinWait);
        entered.Enter();
        while (_bias is { } bias && !bias.TryEnd())
        {
            entered.Exit();
            wait.SpinOnce();
            entered.Enter();
        }

        _bias = null;
        CountEntry();
    }

    private Lock CreateLock()
    {
        var created = new Lock();
        return Interlocked.CompareExchange(ref _lock, created, null) ?? created;
    }

    /// <summary>Counts the entries of one thread, which earn it the bias from its next entry on.</summary>
    private void CountEntry()
    {
        int thread = Environment.CurrentManagedThreadId;
        if (thread != _lastThreadId)
        {
            _lastThreadId = thread;
            _entriesInSuccession = 0;
        }
        else if (++_entriesInSuccession >= EntriesToEarnBias)
        {
            // Always a new instance: a thread that has not noticed yet that its bias ended marks only its own one as entered.
            _entriesInSuccession = 0;
            Volatile.Write(ref _bias, new Bias());
        }
    }

    /// <summary>Allows the thread that creates it to enter without the lock, until another thread ends it.</summary>
    internal sealed class Bias
    {
        private readonly int _threadId = Environment.CurrentManagedThreadId;

        /// <summary>How often the thread is inside. Only the thread itself writes it.</summary>
        private int _depth;

        /// <summary>Written only under the lock.</summary>
        private bool _isEnded;

        /// <summary>Enters, if the current thread has the bias and it has not ended or the thread is already inside.</summary>
        public bool TryEnter()
        {
            if (_threadId != Environment.CurrentManagedThreadId)
            {
                return false;
            }

            // Written before the check for the end. There is no fence between the two here: TryEnd has one for both threads.
            int depth = _depth;
            Volatile.Write(ref _depth, depth + 1);
            if (depth > 0 || !Volatile.Read(ref _isEnded))
            {
                return true;
            }

            Volatile.Write(ref _depth, 0);
            return false;
        }

        public void Exit() => Volatile.Write(ref _depth, _depth - 1);

        /// <summary>
        /// Ends the bias. After the barrier, which takes effect on all processors, either the thread sees that its bias has
        /// ended, or this thread sees that it is inside.
        /// </summary>
        /// <returns>Whether the thread has left.</returns>
        public bool TryEnd()
        {
            if (!_isEnded)
            {
                Volatile.Write(ref _isEnded, value: true);
                Interlocked.MemoryBarrierProcessWide();
            }

            return Volatile.Read(ref _depth) == 0;
        }
    }

    /// <summary>Exclusive access until it is disposed.</summary>
    public readonly ref struct Scope(BiasedLock entered, Bias? bias)
    {
        public void Dispose() => entered.Exit(bias);
    }
}
