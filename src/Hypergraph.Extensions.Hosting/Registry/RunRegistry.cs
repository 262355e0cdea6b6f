using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Hypergraph.Extensions.Hosting.Registry;

/// <summary>The live and recent runs, and how they end with the host.</summary>
internal sealed class RunRegistry : IRunRegistry, IDisposable
{
    public const string StopReason = "The host is stopping.";

    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _cancel = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<RunId, RunEntry> _runs = [];

    /// <summary>The live runs in the order of their start.</summary>
    private readonly LinkedList<RunEntry> _live = [];

    /// <summary>The ended runs in the order of their end.</summary>
    private readonly Queue<RunEntry> _ended = [];

    /// <summary>The calls that have begun, also those whose run has no event yet.</summary>
    private readonly HashSet<RunRecorder> _calls = [];

    private bool _isStopping;

    public RunRegistry(IOptions<HypergraphOptions> options, TimeProvider? clock, ILoggerFactory? loggers)
    {
        Options = options.Value;
        _clock = clock ?? TimeProvider.System;
        _logger = loggers?.CreateLogger(HostLog.Category) ?? NullLogger.Instance;
        CancelToken = _cancel.Token;
    }

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

    public HypergraphOptions Options { get; }

    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>Cancelled when runs that have not stopped must end.</summary>
    public CancellationToken CancelToken { get; }

    /// <inheritdoc/>
    public RunEntry? Find(RunId id)
    {
        lock (_lock)
        {
            Prune();
            return _runs.GetValueOrDefault(id);
        }
    }

    /// <summary>Begins a call.</summary>
    /// <exception cref="InvalidOperationException">The host is stopping.</exception>
    public void Begin(RunRecorder call)
    {
        lock (_lock)
        {
            if (_isStopping)
            {
                throw new InvalidOperationException("The host is stopping, so no run starts any more. Check IRunRegistry.IsStopping where runs are requested.");
            }

            _calls.Add(call);
        }
    }

    /// <summary>Adds the live run of a call.</summary>
    public RunEntry Add(RunEntry entry)
    {
        lock (_lock)
        {
            _runs[entry.RunId] = entry;
            entry.Node = _live.AddLast(entry);
            return entry;
        }
    }

    /// <summary>Ends a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="entry">Its run; null if it has none.</param>
    /// <param name="status">How the run ended.</param>
    /// <param name="failureCount">The number of failures in it.</param>
    public void End(RunRecorder call, RunEntry? entry, RunStatus status, int failureCount)
    {
        lock (_lock)
        {
            _calls.Remove(call);
            if (entry is { Node: { } node })
            {
                _live.Remove(node);
                entry.Node = null;
                _ended.Enqueue(entry);

                // What waits for the end continues on other threads, and sees it among the recent runs.
                entry.End(status, failureCount, Now);
                Prune();
            }
        }
    }

    /// <summary>Stops all runs: first they are requested to stop, then cancelled. Returns when all have ended, or the time is over.</summary>
    /// <param name="cancellationToken">Cancels the runs at once.</param>
    public async Task StopRunsAsync(CancellationToken cancellationToken)
    {
        RunRecorder[] calls;
        lock (_lock)
        {
            _isStopping = true;
            calls = [.. _calls];
        }

        if (calls.Length > 0)
        {
            HostLog.StoppingRuns(_logger, calls.Length);
        }

        foreach (RunRecorder call in calls)
        {
            call.Stop(StopReason);
        }

        var all = Task.WhenAll(calls.Select(call => call.Completion));
        if (!await WaitAsync(all, Options.StopTimeout, cancellationToken).ConfigureAwait(false))
        {
            await _cancel.CancelAsync().ConfigureAwait(false);
            await WaitAsync(all, Options.CancelTimeout, CancellationToken.None).ConfigureAwait(false);
            Abandon();
        }
    }

    public void Dispose() => _cancel.Dispose();

    /// <returns>Whether all calls have ended.</returns>
    private async Task<bool> WaitAsync(Task all, TimeSpan timeout, CancellationToken cancellationToken)
    {
        await all.WaitAsync(timeout, _clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return all.IsCompleted;
    }

    /// <summary>Ends what readers see of runs that have not ended, so that they do not wait for them.</summary>
    private void Abandon()
    {
        RunRecorder[] calls;
        lock (_lock)
        {
            calls = [.. _calls];
        }

        if (calls.Length > 0)
        {
            HostLog.RunsNotEnded(_logger, calls.Length);
        }

        foreach (RunRecorder call in calls)
        {
            call.End(RunStatus.Stopped);
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
