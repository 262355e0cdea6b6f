using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Hypergraph.Extensions.Hosting.Registry;

/// <summary>The live and recent runs, and how they end with the host.</summary>
internal sealed class RunRegistry(IOptions<HypergraphOptions> options, TimeProvider? clock, ILoggerFactory? loggers) : IRunRegistry, IDisposable
{
    private const string StopReason = "The host is stopping.";

    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly ILogger _logger = loggers?.CreateLogger(HostLog.Category) ?? NullLogger.Instance;
    private readonly CancellationTokenSource _cancel = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<RunId, RunEntry> _runs = [];

    /// <summary>The live runs in the order of their start.</summary>
    private readonly LinkedList<RunEntry> _live = [];

    /// <summary>The ended runs in the order of their end.</summary>
    private readonly Queue<RunEntry> _ended = [];

    private bool _isStopping;

    /// <inheritdoc/>
    public IReadOnlyList<RunEntry> LiveRuns
    {
        get
        {
            lock (_lock)
            {
                return [.. _live];
            }
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<RunEntry> RecentRuns
    {
        get
        {
            lock (_lock)
            {
                Prune();
                return [.. _ended.Reverse()];
            }
        }
    }

    /// <inheritdoc/>
    public bool IsStopping => Volatile.Read(ref _isStopping);

    public HypergraphOptions Options => options.Value;

    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>Cancelled when runs that have not stopped must end.</summary>
    public CancellationToken CancelToken => _cancel.Token;

    /// <inheritdoc/>
    public RunEntry? Find(RunId id)
    {
        lock (_lock)
        {
            Prune();
            return _runs.GetValueOrDefault(id);
        }
    }

    /// <summary>Adds a live run.</summary>
    public RunEntry Add(RunEntry entry)
    {
        lock (_lock)
        {
            _runs[entry.RunId] = entry;
            _live.AddLast(entry);
            return entry;
        }
    }

    /// <summary>Records that a run has ended.</summary>
    public void End(RunEntry entry, RunStatus status, int failureCount)
    {
        entry.End(status, failureCount, Now);
        lock (_lock)
        {
            if (_live.Remove(entry))
            {
                _ended.Enqueue(entry);
                Prune();
            }
        }
    }

    /// <exception cref="InvalidOperationException">The host is stopping.</exception>
    public void CheckAcceptsRuns()
    {
        if (IsStopping)
        {
            throw new InvalidOperationException("The host is stopping, so no run starts any more. Check IRunRegistry.IsStopping where runs are requested.");
        }
    }

    /// <summary>Stops all runs: first they are requested to stop, then cancelled. Returns when all have ended, or the time is over.</summary>
    /// <param name="cancellationToken">Cancels the runs at once.</param>
    public async Task StopRunsAsync(CancellationToken cancellationToken)
    {
        Volatile.Write(ref _isStopping, true);
        IReadOnlyList<RunEntry> live = LiveRuns;
        if (live.Count > 0)
        {
            HostLog.StoppingRuns(_logger, live.Count);
        }

        foreach (RunEntry entry in live)
        {
            entry.Stop(StopReason);
        }

        if (!await WaitForRunsAsync(Options.StopTimeout, cancellationToken).ConfigureAwait(false))
        {
            await _cancel.CancelAsync().ConfigureAwait(false);
            await WaitForRunsAsync(Options.CancelTimeout, CancellationToken.None).ConfigureAwait(false);
            Abandon();
        }
    }

    /// <summary>Stops a run that started while the host began to stop.</summary>
    public void StopIfStopping(RunEntry entry)
    {
        if (IsStopping)
        {
            entry.Stop(StopReason);
        }
    }

    public void Dispose() => _cancel.Dispose();

    /// <returns>Whether all runs have ended.</returns>
    private async Task<bool> WaitForRunsAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var all = Task.WhenAll(LiveRuns.Select(run => run.Completion));
        await all.WaitAsync(timeout, _clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return all.IsCompleted;
    }

    /// <summary>Ends what readers see of runs that have not ended, so that they do not wait for them.</summary>
    private void Abandon()
    {
        IReadOnlyList<RunEntry> live = LiveRuns;
        if (live.Count > 0)
        {
            HostLog.RunsNotEnded(_logger, live.Count);
        }

        foreach (RunEntry entry in live)
        {
            End(entry, RunStatus.Stopped, failureCount: 0);
        }
    }

    private void Prune()
    {
        while (_ended.TryPeek(out RunEntry? oldest)
            && (_ended.Count > Options.MaxRecentRuns || Now - oldest.EndedAt > Options.RecentRunLifetime))
        {
            _ended.Dequeue();
            _runs.Remove(oldest.RunId);
        }
    }
}
