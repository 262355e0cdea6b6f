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
    private readonly string? _owner;
    private readonly ITimer _timer;
    private readonly CancellationTokenSource _ends = new();
    private volatile bool _isLost;
    private Task _renewal = Task.CompletedTask;
    private long _renewedAt;

    /// <param name="store">The store.</param>
    /// <param name="runId">The id of the run.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="owner">The owner of the lease; null if a call in another process holds and renews it.</param>
    private RunLock(IRunStore store, string runId, long epoch, string? owner)
    {
        _store = store;
        _owner = owner;
        _renewedAt = store.Options.TimeProvider.GetTimestamp();
        RunId = runId;
        Epoch = epoch;
        TimeSpan interval = owner is not null ? store.Options.LeaseDuration / RenewalsPerDuration : Timeout.InfiniteTimeSpan;
        _timer = store.Options.TimeProvider.CreateTimer(static state => ((RunLock)state!).Renew(), this, interval, interval);
    }

    /// <summary>The id of the run.</summary>
    public string RunId { get; }

    /// <summary>The epoch in which this call holds the run.</summary>
    public long Epoch { get; }

    /// <summary>Holds a run that this call has just added.</summary>
    public static RunLock OfAdded(IRunStore store, StoredRun run) => new(store, run.Id, run.Lease.Epoch, run.Lease.Owner);

    /// <summary>Writes to a run that a call in another process holds and renews.</summary>
    public static RunLock OfPart(IRunStore store, string runId, long epoch) => new(store, runId, epoch, owner: null);

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
                if (await TryAcquireAsync(store, run, cancellationToken).ConfigureAwait(false) is { } acquired)
                {
                    return acquired;
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

    /// <summary>
    /// Confirms the lease if it was not renewed for its duration, as after the process was suspended: another call may hold the run meanwhile, so nothing more may begin to run.
    /// </summary>
    /// <exception cref="LeaseLostException">The lease is lost.</exception>
    public ValueTask ConfirmAsync()
    {
        ThrowIfLost();
        return _store.Options.TimeProvider.GetElapsedTime(Volatile.Read(ref _renewedAt)) < _store.Options.LeaseDuration ? ValueTask.CompletedTask : RenewNowAsync();
    }

    /// <summary>Releases the run with the status that it has. The next call acquires it at once.</summary>
    /// <exception cref="LeaseLostException">The lease is lost.</exception>
    public ValueTask ReleaseAsync(StoredRun run) =>
        WriteAsync(new RunWrite { Time = run.Changed, StatusChange = new RunStatusChange(run.Status, run.Error, IsReleased: true) }, CancellationToken.None);

    /// <summary>Releases the run after a failure, if the store can be reached and the lease is not lost.</summary>
    public async ValueTask TryReleaseAsync(StoredRun run)
    {
        try
        {
            await ReleaseAsync(run).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RunStoreException or LeaseLostException)
        {
            // What has failed before is of more interest. Other calls of this process see that this one has ended.
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
        ProcessIdentity.End(_owner);
    }

    private static async ValueTask<RunLock?> TryAcquireAsync(IRunStore store, StoredRun run, CancellationToken cancellationToken)
    {
        string owner = ProcessIdentity.NextOwner();
        long? epoch = null;
        try
        {
            epoch = await store.TryAcquireAsync(run.Id, run.Lease, owner, cancellationToken).ConfigureAwait(false);
            return epoch is { } acquired ? new RunLock(store, run.Id, acquired, owner) : null;
        }
        finally
        {
            if (epoch is null)
            {
                ProcessIdentity.End(owner);
            }
        }
    }

    private async ValueTask RenewNowAsync()
    {
        await RenewAsync().ConfigureAwait(false);

        // A store that cannot be reached is asked again after another duration, not at each node.
        Volatile.Write(ref _renewedAt, _store.Options.TimeProvider.GetTimestamp());
        ThrowIfLost();
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
            if (await _store.TryRenewAsync(RunId, Epoch, _ends.Token).ConfigureAwait(false))
            {
                Volatile.Write(ref _renewedAt, _store.Options.TimeProvider.GetTimestamp());
            }
            else
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
