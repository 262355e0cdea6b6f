using System.Threading.Channels;

namespace Hypergraph.Orleans;

/// <summary>
/// One call from the side of the caller: gives the coordinator items, reads its log, and starts the run anew where it left
/// off if the coordinator is lost.
/// </summary>
/// <param name="connect">Gives the run's coordinator, once the cluster is there.</param>
/// <param name="spec">What to run.</param>
/// <param name="items">The items, in order; null for a caller who attached, and has none to give.</param>
/// <param name="telling">Tells the processors.</param>
/// <param name="limits">How long to wait.</param>
/// <param name="single">Gives a silo to begin a single run at once; null where a coordinator is to have it from the first.</param>
/// <param name="onEnded">Gets how each item ended, once, in any order, with the id of its run.</param>
internal sealed class ClusterCall(
    Func<CancellationToken, ValueTask<IRunCoordinator>> connect,
    RunSpec spec,
    ChannelReader<ItemInput>? items,
    RunEventPublisher telling,
    CallLimits limits,
    Func<CancellationToken, ValueTask<ISingleRuns>>? single,
    Action<long, WireResult, RunId> onEnded)
{
    private const int BatchSize = 100;

    private readonly SubmittedItems _submitted = new(isAttached: items is null);
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _allSubmitted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RunSpec _spec = spec;
    private IRunCoordinator? _coordinator;
    private long _next;
    private long _lastReply = Environment.TickCount64;
    private int _consecutiveFailures;
    private long? _unknownSince;
    private bool _isEndedEarly;
    private string? _stopReason;
    private bool _isStopping;
    private bool _isCancelling;
    private bool _hasEnded;

    /// <summary>Ends when the cluster has all that the caller has to give, or the call is over; fails if the call does before.</summary>
    public Task AllSubmitted => _allSubmitted.Task;

    /// <summary>Whether it was asked to stop or cancelled.</summary>
    public bool IsStopping => _isStopping;

    /// <summary>Runs to the end.</summary>
    /// <exception cref="ClusterUnavailableException">The cluster does not answer.</exception>
    /// <exception cref="GraphNotAvailableException">A silo does not know the graph.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunToEndAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Whoever waits for the giving is not to believe that the run needs him no more; who does not, has it from the call.
            _allSubmitted.TrySetException(exception);
            _ = _allSubmitted.Task.Exception;
            throw;
        }
        finally
        {
            _allSubmitted.TrySetResult();
        }
    }

    private async Task RunToEndAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration registration = cancellationToken.Register(() => RequestStop(reason: null, cancels: true));
        string? begunOn = null;
        if (single is not null && !_isStopping)
        {
            begunOn = await BeginSingleAsync(await single(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            if (_hasEnded)
            {
                return;
            }
        }

        using var giving = new ItemSubmission(SubmitAsync);
        _coordinator = await connect(cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _lastReply, Environment.TickCount64);
        if (items is not null)
        {
            await StartAsync([], begunOn).ConfigureAwait(false);
            giving.Begin();
        }
        else
        {
            await ForwardStopAsync().ConfigureAwait(false);
        }

        telling.Begin();
        try
        {
            await ReadAsync(giving).ConfigureAwait(false);
        }
        catch (Exception exception) when (items is not null && exception is not ClusterUnavailableException)
        {
            // A caller that cannot go on ends its run; one that has lost the cluster may attach again.
            _ = RequestStop(reason: null, cancels: true);
            throw;
        }

        await giving.EndAsync().ConfigureAwait(false);
        ThrowIfPartial();
        _ = CloseAsync();
    }

    /// <summary>Has a silo begin a single run at once; if it ends soon, that is all there is to it.</summary>
    /// <returns>The silo, if the run goes on there.</returns>
    private async Task<string?> BeginSingleAsync(ISingleRuns runs)
    {
        ItemInput item = await items!.ReadAsync().ConfigureAwait(false);
        _submitted.Add(item);
        SingleReply reply;
        try
        {
            reply = await runs.RunAsync(_spec).WithTimeoutAsync(limits.Single).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Whether it has begun, and what has become of it, is not known: another epoch leaves it behind.
            _spec = _spec with { Epoch = _spec.Epoch + 1 };
            _submitted.CountSiloFailures(item.Item);
            return null;
        }

        if (reply.End is { } end)
        {
            telling.Begin();
            Apply(end);
            lock (_lock)
            {
                _hasEnded = true;
            }
        }
        else if (reply.Silo is { } silo)
        {
            _submitted.Record(new LogEntry { Item = item.Item, Attempt = 1, Silo = silo });
        }

        return reply.Silo;
    }

    private async Task ReadAsync(ItemSubmission giving)
    {
        while (!_hasEnded)
        {
            giving.ThrowIfFailed();
            ReadReply reply = await CallWithRetryAsync(() => _coordinator!.ReadAsync(_spec.Epoch, _next, isOwner: items is not null)).ConfigureAwait(false);
            if (reply.Epoch == _spec.Epoch)
            {
                Apply(reply);
            }
            else if (items is null)
            {
                await FollowAsync(reply.Epoch).ConfigureAwait(false);
            }
            else
            {
                await giving.EndAsync().ConfigureAwait(false);
                await RestartAsync(reply.Epoch).ConfigureAwait(false);
                giving.Begin();
            }
        }
    }

    /// <summary>Asks the run to stop.</summary>
    /// <returns>Whether this was the first time.</returns>
    public bool Stop(string? reason)
    {
        if (!RequestStop(reason, cancels: false))
        {
            return false;
        }

        telling.Stop(reason);
        return true;
    }

    /// <summary>Lets no further item begin: nobody takes the results.</summary>
    public void End() => RequestStop(reason: null, cancels: false);

    private bool RequestStop(string? reason, bool cancels)
    {
        lock (_lock)
        {
            bool isNew = cancels ? !_isCancelling : !_isStopping;
            if (!isNew || _hasEnded)
            {
                return false;
            }

            _isStopping = true;
            _isCancelling |= cancels;
            _stopReason ??= reason;
        }

        _ = SendStopAsync();
        return true;
    }

    private async Task SendStopAsync()
    {
        if (_coordinator is null)
        {
            // It is asked when it has started.
            return;
        }

        try
        {
            await StopCoordinatorAsync().ConfigureAwait(false);
        }
        catch (ClusterUnavailableException)
        {
            // Told by the reading, if it lasts. A coordinator that is started anew is asked again.
        }
    }

    private Task ForwardStopAsync() => _isStopping ? StopCoordinatorAsync() : Task.CompletedTask;

    private async Task StopCoordinatorAsync() => await CallWithRetryAsync(async () =>
    {
        await _coordinator!.StopAsync(_stopReason, _isCancelling).ConfigureAwait(false);
        return true;
    }).ConfigureAwait(false);

    /// <returns>Those of the silos that do not live.</returns>
    private async Task<string[]> StartAsync(string[] silosBefore, string? begunOn)
    {
        StartReply reply = await CallWithRetryAsync(() => _coordinator!.StartAsync(_spec, silosBefore, begunOn)).ConfigureAwait(false);
        if (reply.Refusal is { } refusal)
        {
            throw new GraphNotAvailableException(refusal);
        }

        limits.Availability.Learn(reply.ToNotice);
        await ForwardStopAsync().ConfigureAwait(false);
        return reply.FailedSilos;
    }

    /// <summary>Begins another epoch, with what has not ended.</summary>
    private async Task RestartAsync(int epochThere)
    {
        _spec = _spec with { Epoch = Math.Max(_spec.Epoch, epochThere) + 1 };
        _next = 0;
        CountSiloFailures(await StartAsync(_submitted.Silos, begunOn: null).ConfigureAwait(false));
    }

    /// <summary>Counts the items that were on silos which are lost. Where there are none, nothing bounds how often this goes on but itself.</summary>
    private void CountSiloFailures(string[] lostSilos)
    {
        _consecutiveFailures = _submitted.CountSiloFailures(lostSilos) ? 0 : _consecutiveFailures + 1;
        if (_consecutiveFailures > limits.MaxRetries + 1)
        {
            throw new ClusterUnavailableException(
                $"What coordinated run {_spec.RunId} of graph '{_spec.Graph}' was lost {_consecutiveFailures} times in a row before any item ended.");
        }
    }

    /// <summary>Goes on with an epoch that somebody else began, or waits a little for him to begin it.</summary>
    private async Task FollowAsync(int epoch)
    {
        if (epoch > 0)
        {
            _unknownSince = null;
            _spec = _spec with { Epoch = epoch };
            _next = 0;
            await ForwardStopAsync().ConfigureAwait(false);
            return;
        }

        _unknownSince ??= Environment.TickCount64;
        if (Environment.TickCount64 - _unknownSince > limits.UnavailableTimeout.TotalMilliseconds)
        {
            throw new RunNotFoundException(
                $"Run {_spec.RunId} is not known to the cluster any more: the silo that coordinated it is gone, and the caller who began it has not brought it back.");
        }

        await Task.Delay(CallLimits.RetryDelay).ConfigureAwait(false);
    }

    /// <summary>
    /// Refuses to give a part for the whole: who attached has not seen what ended under a coordinator that is lost, unless he
    /// read of it in time, and the caller who began the run does not have it run again.
    /// </summary>
    private void ThrowIfPartial()
    {
        if (items is null && !_isStopping && !_isEndedEarly && _submitted.EndedCount < (_spec.Count ?? 1))
        {
            throw new RunNotFoundException(
                $"Run {_spec.RunId} has ended, but of {_spec.Count ?? 1} results only {_submitted.EndedCount} are known here: the others went with the silo that coordinated the run. The caller who began it has them.");
        }
    }

    private void Apply(ReadReply reply)
    {
        if (reply.From > _next)
        {
            throw new RunNotFoundException(
                $"Run {_spec.RunId} is known to the cluster, but its events and results before number {reply.From} are not kept: its log was larger than SiloGraphs.MaxKeptLogBytes of its silo, or OrleansRunner.KeepsLog is not set.");
        }

        foreach (LogEntry entry in reply.Entries)
        {
            Apply(entry);
        }

        _next = reply.From + reply.Entries.Length;
        if (reply.Failure is { } failure)
        {
            throw new ClusterUnavailableException(failure);
        }

        _isEndedEarly |= reply.IsStopped;
        lock (_lock)
        {
            _hasEnded = reply.IsEnded;
        }
    }

    private void Apply(LogEntry entry)
    {
        if (_submitted.HasEnded(entry.Item))
        {
            return;
        }

        _submitted.Record(entry);
        telling.Publish(entry.Item, (_spec.Epoch, entry.Attempt), entry.Events);
        if (entry.Result is { } result)
        {
            _consecutiveFailures = 0;
            _isEndedEarly |= _spec.StopsAtFailure && result.Status == RunStatus.Failed;
            onEnded(entry.Item, result, telling.End(entry.Item, result));
        }
    }

    private async Task SubmitAsync(CancellationToken cancellationToken)
    {
        foreach (ItemInput[] batch in WireBatches.Split(_submitted.GetUnfinished(), BatchSize, i => i.Bytes))
        {
            await AddAsync(batch, isLast: false, cancellationToken).ConfigureAwait(false);
        }

        while (await items!.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            List<ItemInput> batch = [];
            while (batch.Count < BatchSize && items.TryRead(out ItemInput? item))
            {
                _submitted.Add(item);
                batch.Add(item);
            }

            foreach (ItemInput[] message in WireBatches.Split(batch, BatchSize, i => i.Bytes))
            {
                await AddAsync(message, isLast: false, cancellationToken).ConfigureAwait(false);
            }
        }

        await AddAsync([], isLast: true, cancellationToken).ConfigureAwait(false);
        _allSubmitted.TrySetResult();
    }

    private async Task AddAsync(ItemInput[] batch, bool isLast, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int epoch = _spec.Epoch;
        if (!await CallWithRetryAsync(() => _coordinator!.AddAsync(epoch, batch, isLast)).ConfigureAwait(false))
        {
            // It is another than the one that began: the reading finds out, and has everything given again.
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Puts a question until it is answered.</summary>
    /// <exception cref="ClusterUnavailableException">Nothing has been answered for too long.</exception>
    private async Task<T> CallWithRetryAsync<T>(Func<Task<T>> ask)
    {
        while (true)
        {
            try
            {
                T answer = await ask().WithTimeoutAsync(limits.ReplyTimeout).ConfigureAwait(false);
                Volatile.Write(ref _lastReply, Environment.TickCount64);
                return answer;
            }
            catch (Exception exception)
            {
                long silence = Environment.TickCount64 - Volatile.Read(ref _lastReply);
                if (silence > limits.UnavailableTimeout.TotalMilliseconds)
                {
                    throw new ClusterUnavailableException(
                        $"The cluster has not answered for {silence / 1000} s: no silo that could run graph '{_spec.Graph}' can be reached. Last: {exception.Message}", exception);
                }

                await Task.Delay(CallLimits.RetryDelay).ConfigureAwait(false);
            }
        }
    }

    private async Task CloseAsync()
    {
        try
        {
            await _coordinator!.CloseAsync(isOwner: items is not null).WithTimeoutAsync(limits.ReplyTimeout).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // It is forgotten in time by itself.
        }
    }
}
