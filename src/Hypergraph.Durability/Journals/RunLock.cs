namespace Hypergraph.Durability.Journals;

/// <summary>
/// Holds a stored run for one call: acquires its lease, renews it, and notices when it is lost. A lease has expired when it was not renewed for its duration on
/// the clock of the process that waits for it, or when its owner was a process of this machine that has ended.
/// </summary>
internal sealed class RunLock : IAsyncDisposable
{
    private const int RenewalsPerDuration = 3;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly IRunStore _store;
    private readonly ITimer _timer;
    private readonly CancellationTokenSource _ends = new();
    private volatile bool _isLost;
    private Task _renewal = Task.CompletedTask;

    private RunLock(IRunStore store, string runId, long epoch, bool renews = true)
    {
        _store = store;
        RunId = runId;
        Epoch = epoch;
        TimeSpan interval = renews ? store.Options.LeaseDuration / RenewalsPerDuration : Timeout.InfiniteTimeSpan;
        _timer = store.Options.TimeProvider.CreateTimer(static state => ((RunLock)state!).Renew(), this, interval, interval);
    }

    /// <summary>The id of the run.</summary>
    public string RunId { get; }

    /// <summary>The epoch in which this call holds the run.</summary>
    public long Epoch { get; }

    /// <summary>Holds a run that this call has just added.</summary>
    public static RunLock OfAdded(IRunStore store, StoredRun run) => new(store, run.Id, run.Lease.Epoch);

    /// <summary>Writes to a run that a call in another process holds and renews.</summary>
    public static RunLock OfPart(IRunStore store, string runId, long epoch) => new(store, runId, epoch, renews: false);

    /// <summary>Acquires a stored run.</summary>
    /// <returns>Null if the run was deleted meanwhile.</returns>
    /// <exception cref="RunHeldException">Another call holds the run, and did for as long as this one may wait.</exception>
    public static ValueTask<RunLock?> AcquireAsync(IRunStore store, StoredRun run, CancellationToken cancellationToken) =>
        AcquireAsync(store, run, store.Options.WaitForLease, cancellationToken);

    /// <inheritdoc cref="AcquireAsync(IRunStore, StoredRun, CancellationToken)"/>
    /// <param name="store">The store.</param>
    /// <param name="run">The run.</param>
    /// <param name="maxWait">How long this call may wait.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static async ValueTask<RunLock?> AcquireAsync(IRunStore store, StoredRun run, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        TimeProvider time = store.Options.TimeProvider;
        long start = time.GetTimestamp();
        long lastChange = start;
        while (true)
        {
            if (run.Lease.Owner is not { } owner || ProcessIdentity.HasEnded(owner) || time.GetElapsedTime(lastChange) >= store.Options.LeaseDuration)
            {
                if (await store.TryAcquireAsync(run.Id, run.Lease, ProcessIdentity.NextOwner(), cancellationToken).ConfigureAwait(false) is { } epoch)
                {
                    return new RunLock(store, run.Id, epoch);
                }
            }
            else if (time.GetElapsedTime(start) >= maxWait)
            {
                throw new RunHeldException(run.Id, owner);
            }
            else
            {
                await Task.Delay(PollInterval, time, cancellationToken).ConfigureAwait(false);
            }

            if (await store.FindAsync(run.Id, cancellationToken).ConfigureAwait(false) is not { } current)
            {
                return null;
            }

            lastChange = current.Lease == run.Lease ? lastChange : time.GetTimestamp();
            run = current;
        }
    }

    /// <summary>Throws if the lease is known to be lost.</summary>
    /// <exception cref="LeaseLostException">The lease is lost.</exception>
    public void ThrowIfLost()
    {
        if (_isLost)
        {
            throw new LeaseLostException(RunId);
        }
    }

    /// <summary>Writes to the run.</summary>
    /// <exception cref="LeaseLostException">The lease is lost; nothing is written.</exception>
    public async ValueTask WriteAsync(RunWrite write, CancellationToken cancellationToken)
    {
        ThrowIfLost();
        if (!await _store.TryAppendAsync(RunId, Epoch, write, cancellationToken).ConfigureAwait(false))
        {
            _isLost = true;
            throw new LeaseLostException(RunId);
        }
    }

    /// <summary>Ends the renewals. The lease is released by the last write, or expires.</summary>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        await _ends.CancelAsync().ConfigureAwait(false);
        await _renewal.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ends.Dispose();
    }

    private void Renew()
    {
        if (_renewal.IsCompleted && !_ends.IsCancellationRequested)
        {
            _renewal = Task.Run(RenewAsync);
        }
    }

    private async Task RenewAsync()
    {
        try
        {
            if (!await _store.TryRenewAsync(RunId, Epoch, _ends.Token).ConfigureAwait(false))
            {
                _isLost = true;
            }
        }
        catch (Exception exception) when (exception is RunStoreException or OperationCanceledException or ObjectDisposedException)
        {
            // The next renewal or write tries again; the lease is lost only if another call has acquired it.
        }
    }
}
