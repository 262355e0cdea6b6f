using System.Threading.Channels;
using Hypergraph.Orleans.Protocol;
using Hypergraph.Orleans.Publishing;
using Hypergraph.Orleans.Timeouts;
using Hypergraph.Orleans.Transport.Results;

namespace Hypergraph.Orleans.Calling;

/// <summary>
/// The caller's side of one call: submits items to the coordinator, reads its log, and resumes the run with another coordinator
/// if the coordinator fails.
/// </summary>
/// <param name="connect">Connects to the run's coordinator.</param>
/// <param name="spec">The run.</param>
/// <param name="items">The items, in order; null for a caller that attached and submits none.</param>
/// <param name="publisher">Publishes the events to the processors.</param>
/// <param name="limits">The timeouts.</param>
/// <param name="single">Connects to a silo that starts a single run without a coordinator; null to use a coordinator from the start.</param>
/// <param name="onEnded">Called once for each item, in any order, with its result and the id of its run.</param>
internal sealed class ClusterCall(
    Func<CancellationToken, ValueTask<IRunCoordinator>> connect,
    RunSpec spec,
    ChannelReader<ItemInput>? items,
    RunEventPublisher publisher,
    CallLimits limits,
    Func<CancellationToken, ValueTask<ISingleRuns>>? single,
    Action<long, WireResult, RunId> onEnded)
{
    private readonly SubmittedItems _submitted = new(isAttached: items is null);
    private readonly CoordinatorClient _coordinator = new(connect, spec.Graph, limits);
    private readonly StopRequest _stop = new();
    private readonly TaskCompletionSource _allSubmitted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RunSpec _spec = spec;
    private long _next;
    private int _consecutiveFailures;
    private long? _unknownSince;
    private bool _isEndedEarly;
    private bool _hasEnded;

    /// <summary>Completes when the cluster has all items or the call has ended; fails if the call fails first.</summary>
    public Task AllSubmitted => _allSubmitted.Task;

    /// <summary>Whether a stop or a cancellation was requested.</summary>
    public bool IsStopping => _stop.IsRequested;

    /// <summary>Runs the call to its end.</summary>
    /// <exception cref="ClusterUnavailableException">The cluster does not reply.</exception>
    /// <exception cref="GraphNotAvailableException">A silo does not have the graph.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunToEndAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // A caller that awaits AllSubmitted must see the failure; other callers observe it through the call.
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
        string? startedOn = null;
        if (single is not null && !IsStopping)
        {
            startedOn = await BeginSingleAsync(await single(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            if (_hasEnded)
            {
                return;
            }
        }

        using var submission = new ItemSubmission(items, _submitted, _coordinator, _allSubmitted);
        await _coordinator.ConnectAsync(cancellationToken).ConfigureAwait(false);
        if (items is not null)
        {
            await StartAsync([], startedOn).ConfigureAwait(false);
            submission.Begin(_spec.Epoch);
        }
        else
        {
            await ForwardStopAsync().ConfigureAwait(false);
        }

        publisher.Begin();
        try
        {
            await ReadAsync(submission).ConfigureAwait(false);
        }
        catch (Exception exception) when (items is not null && exception is not ClusterUnavailableException)
        {
            // A caller that cannot continue cancels its run; a caller without a connection to the cluster may attach again.
            _ = RequestStop(reason: null, cancels: true);
            throw;
        }

        await submission.EndAsync().ConfigureAwait(false);
        ThrowIfPartial();
        _ = _coordinator.CloseAsync(isOwner: items is not null);
    }

    /// <summary>Lets a silo start a single run without a coordinator.</summary>
    /// <returns>The silo if the run continues there; otherwise, null.</returns>
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
            // The state of the run is unknown: the next epoch ignores all reports of that silo.
            _spec = _spec with { Epoch = _spec.Epoch + 1 };
            _submitted.CountSiloFailures(item.Item);
            return null;
        }

        if (reply.End is { } end)
        {
            publisher.Begin();
            Apply(end);
            End();
        }
        else if (reply.Silo is { } silo)
        {
            _submitted.Record(new LogEntry { Item = item.Item, Attempt = 1, Silo = silo });
        }

        return reply.Silo;
    }

    private async Task ReadAsync(ItemSubmission submission)
    {
        while (!_hasEnded)
        {
            submission.ThrowIfFailed();
            ReadReply reply = await _coordinator.ReadAsync(_spec.Epoch, _next, isOwner: items is not null).ConfigureAwait(false);
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
                await submission.EndAsync().ConfigureAwait(false);
                await RestartAsync(reply.Epoch).ConfigureAwait(false);
                submission.Begin(_spec.Epoch);
            }
        }
    }

    /// <summary>Requests the run to stop.</summary>
    /// <returns>Whether this is the first request.</returns>
    public bool Stop(string? reason)
    {
        if (!RequestStop(reason, cancels: false))
        {
            return false;
        }

        publisher.Stop(reason);
        return true;
    }

    /// <summary>Prevents further items from starting: no consumer reads the results.</summary>
    public void Abandon() => RequestStop(reason: null, cancels: false);

    private bool RequestStop(string? reason, bool cancels)
    {
        if (!_stop.TryRequest(reason, cancels))
        {
            return false;
        }

        _ = SendStopAsync();
        return true;
    }

    private async Task SendStopAsync()
    {
        if (!_coordinator.IsConnected)
        {
            // StartAsync forwards the request.
            return;
        }

        try
        {
            await ForwardStopAsync().ConfigureAwait(false);
        }
        catch (ClusterUnavailableException)
        {
            // The read loop reports a lasting failure. A restarted coordinator receives the request again.
        }
    }

    private Task ForwardStopAsync() => IsStopping ? _coordinator.StopAsync(_stop) : Task.CompletedTask;

    /// <returns>The silos of <paramref name="previousSilos"/> that have failed.</returns>
    private async Task<string[]> StartAsync(string[] previousSilos, string? startedOn)
    {
        string[] failedSilos = await _coordinator.StartAsync(_spec, previousSilos, startedOn).ConfigureAwait(false);
        await ForwardStopAsync().ConfigureAwait(false);
        return failedSilos;
    }

    /// <summary>Starts another epoch with the items that have not ended.</summary>
    private async Task RestartAsync(int currentEpoch)
    {
        _spec = _spec with { Epoch = Math.Max(_spec.Epoch, currentEpoch) + 1 };
        _next = 0;
        CountSiloFailures(await StartAsync(_submitted.Silos, startedOn: null).ConfigureAwait(false));
    }

    /// <summary>Counts the items on failed silos. If there are none, the number of consecutive restarts is limited instead.</summary>
    private void CountSiloFailures(string[] failedSilos)
    {
        _consecutiveFailures = _submitted.CountSiloFailures(failedSilos) ? 0 : _consecutiveFailures + 1;
        if (_consecutiveFailures > limits.MaxCoordinatorFailures + 1)
        {
            throw new ClusterUnavailableException(
                $"The coordinator of run {_spec.RunId} of graph '{_spec.Graph}' failed {_consecutiveFailures} times in a row before any item ended.");
        }
    }

    /// <summary>Continues with an epoch that another caller started, or waits briefly for that caller to start it.</summary>
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
                $"The cluster no longer has run {_spec.RunId}: the silo of its coordinator failed, and the caller that started the run has not resumed it.");
        }

        await Task.Delay(CallLimits.RetryDelay).ConfigureAwait(false);
    }

    /// <summary>
    /// Prevents an incomplete result. A caller that attached misses the items that ended under a failed coordinator, unless it read
    /// them in time: the caller that started the run does not run them again.
    /// </summary>
    private void ThrowIfPartial()
    {
        if (items is null && !IsStopping && !_isEndedEarly && _submitted.EndedCount < (_spec.Count ?? 1))
        {
            throw new RunNotFoundException(
                $"Run {_spec.RunId} has ended, but only {_submitted.EndedCount} of {_spec.Count ?? 1} results are available here: the others were on the silo of a coordinator that failed. The caller that started the run has them.");
        }
    }

    private void Apply(ReadReply reply)
    {
        if (reply.From > _next)
        {
            throw new RunNotFoundException(
                $"The cluster has run {_spec.RunId}, but no longer its events and results before number {reply.From}: its log was larger than SiloGraphs.MaxKeptLogBytes of its silo, or OrleansRunner.KeepLog is not set.");
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
        if (reply.IsEnded)
        {
            End();
        }
    }

    private void End()
    {
        _stop.Close();
        _hasEnded = true;
    }

    private void Apply(LogEntry entry)
    {
        if (_submitted.HasEnded(entry.Item))
        {
            return;
        }

        _submitted.Record(entry);
        publisher.Publish(entry.Item, (_spec.Epoch, entry.Attempt), entry.Events);
        if (entry.Result is { } result)
        {
            _consecutiveFailures = 0;
            _isEndedEarly |= _spec.StopsAtFailure && result.Status == RunStatus.Failed;
            onEnded(entry.Item, result, publisher.End(entry.Item, result));
        }
    }
}
