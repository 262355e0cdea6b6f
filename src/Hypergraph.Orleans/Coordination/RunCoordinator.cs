using Hypergraph.Orleans.Protocol;
using Hypergraph.Orleans.Timeouts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Concurrency;
using Orleans.Configuration;
using Orleans.GrainDirectory;
using Orleans.Placement;
using Orleans.Runtime;

namespace Hypergraph.Orleans.Coordination;

/// <inheritdoc/>
[RandomPlacement]
[GrainDirectory(RunGrains.Directory)]
[Reentrant]
internal sealed class RunCoordinator(
    ISiloStatusOracle oracle, ILocalSiloDetails localSilo, IGrainFactory grains, SiloGraphs graphs, KeptLogs logs, IOptions<ClusterMembershipOptions> membership, ILoggerFactory loggers) : Grain, IRunCoordinator
{
    private static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan TickIntervalAfterEnd = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MaxReadWait = TimeSpan.FromSeconds(1);

    // A caller that has not polled for this time counts as away.
    private static readonly TimeSpan CallerAwayTimeout = TimeSpan.FromSeconds(5);

    private readonly ILogger _logger = CoordinatorLog.CreateLogger(loggers);

    private readonly SiloRoster _roster = new(
        oracle, grains, localSilo.SiloAddress.ToParsableString(), graphs.SilenceTimeout, CoordinatorLog.CreateLogger(loggers));

    private LogRetention _retention = new(graphs, logs);

    private RunLedger? _ledger;
    private ItemDistributor? _distributor;
    private TaskCompletionSource _logChanged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IGrainTimer? _timer;
    private long _lastCallerContact = Environment.TickCount64;
    private long? _noSilosSince;

    public async Task<StartReply> StartAsync(RunSpec spec, string[] previousSilos, string? startedOn)
    {
        if (_ledger is { } current && current.Spec.Epoch >= spec.Epoch)
        {
            return CreateStartReply(previousSilos);
        }

        await _roster.DiscoverInitialAsync(spec, startedOn is null ? previousSilos : [.. previousSilos, startedOn]).ConfigureAwait(true);
        if (spec.Epoch == 1 && _ledger is null && _roster.Refusals.Any())
        {
            return new StartReply { Refusal = string.Join(Environment.NewLine, _roster.Refusals) };
        }

        if (_ledger is null || _ledger.Spec.Epoch < spec.Epoch)
        {
            _ledger = new RunLedger { Spec = spec with { SilosTimeout = spec.SilosTimeout ?? AvailabilityLimit.Of(DetectionTime) }, KeepsLog = spec.KeepsLog };
            _retention.Release();
            _retention = new LogRetention(graphs, logs);
            _timer?.Dispose();
            _timer = null;
            _distributor?.End();
            _distributor = new ItemDistributor(_roster, _ledger, NotifyReaders, _logger);
            foreach (RosterSilo silo in _roster.Silos)
            {
                silo.Items.Clear();
                silo.HasSharedInputs = false;
            }

            _timer ??= this.RegisterGrainTimer(OnTickAsync, new GrainTimerCreationOptions(TickInterval, TickInterval) { Interleave = true, KeepAlive = true });
            if (startedOn is not null)
            {
                _distributor.Adopt(_ledger.Add([new ItemInput { Item = 0, Values = [] }]).Single(), startedOn);
                NotifyReaders();
            }
        }

        return CreateStartReply(previousSilos);
    }

    public Task<bool> AddAsync(int epoch, ItemInput[] items, bool isLast)
    {
        if (_ledger is not { HasCallerTimedOut: false } ledger || ledger.Spec.Epoch != epoch)
        {
            return Task.FromResult(false);
        }

        foreach (LedgerItem item in ledger.Add(items))
        {
            _distributor!.Add(item);
        }

        _lastCallerContact = Environment.TickCount64;
        ledger.HasAllItems |= isLast;
        DistributeItems();
        return Task.FromResult(true);
    }

    public async Task<ReadReply> ReadAsync(int epoch, long from, bool isOwner)
    {
        if (_ledger is not { } ledger || ledger.Spec.Epoch != epoch)
        {
            return new ReadReply { Epoch = _ledger?.Spec.Epoch ?? 0 };
        }

        _retention.LastRead = Environment.TickCount64;
        if (isOwner)
        {
            _lastCallerContact = Environment.TickCount64;
            ledger.Acknowledge(from);
            _distributor!.StartDeferred(from);
        }

        if (from >= ledger.LogEnd && !ledger.IsEnded)
        {
            await Task.WhenAny(_logChanged.Task, Task.Delay(MaxReadWait)).ConfigureAwait(true);
        }

        LogEntry[] entries = ledger.Read(from);
        return new ReadReply
        {
            Epoch = epoch,
            From = Math.Max(from, ledger.LogStart),
            Entries = entries,
            IsEnded = ledger.IsEnded && from + entries.Length >= ledger.LogEnd,
            IsStopped = ledger.IsStopped,
            Failure = ledger.FailureFor(isOwner),
        };
    }

    public async Task StopAsync(string? reason, bool cancels)
    {
        if (_ledger is not { } ledger)
        {
            return;
        }

        ledger.IsEnding = true;
        ledger.IsStopped = true;
        ledger.StopReason ??= reason;
        ledger.IsCancelled |= cancels;
        await StopSilosAsync(ledger).ConfigureAwait(true);
    }

    public Task<ReportReply> ReportAsync(WorkerReport report)
    {
        if (_ledger is not { } ledger || ledger.Spec.Epoch != report.Epoch || _roster.Find(report.Silo) is not { } silo)
        {
            return Task.FromResult(ReportReply.Abort);
        }

        silo.LastContact = Environment.TickCount64;
        if (report.Number > silo.LastReport)
        {
            Apply(report, silo, ledger);
        }

        return Task.FromResult(new ReportReply { Continues = true, IsEnding = ledger.IsEnding, Stops = ledger.IsStopped, Cancels = ledger.IsCancelled, StopReason = ledger.StopReason });
    }

    private void Apply(WorkerReport report, RosterSilo silo, RunLedger ledger)
    {
        silo.LastReport = report.Number;
        int before = silo.Items.Count;
        foreach (LogEntry entry in report.Entries)
        {
            if (ledger.Apply(entry, report.Silo) is { } ended)
            {
                silo.Items.Remove(ended);
            }
        }

        silo.RecordEnded(before - silo.Items.Count);

        DistributeItems();
    }

    public Task<RunSpec?> DescribeAsync() => Task.FromResult(_ledger?.Spec);

    public Task CloseAsync(bool isOwner)
    {
        if (_ledger is { IsEnded: true } ledger)
        {
            _retention.MarkCollected(isOwner);
            ReleaseIfExpired(ledger);
        }

        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _retention.Release();
        return base.OnDeactivateAsync(reason, cancellationToken);
    }

    private void ReleaseIfExpired(RunLedger ledger)
    {
        if (_retention.IsExpired(ledger, CallerSilence))
        {
            _timer?.Dispose();
            _timer = null;
            DeactivateOnIdle();
        }
    }

    private TimeSpan CallerSilence => TimeSpan.FromMilliseconds(Environment.TickCount64 - _lastCallerContact);

    /// <summary>The time that the cluster may need to declare failed silos dead, by probes or, if too many fail at once for a vote, by missed heartbeats.</summary>
    private TimeSpan DetectionTime
    {
        get
        {
            ClusterMembershipOptions options = membership.Value;
            TimeSpan byProbes = options.ProbeTimeout * options.NumMissedProbesLimit;
            TimeSpan byHeartbeats = options.IAmAliveTablePublishTimeout * options.NumMissedTableIAmAliveLimit;
            return byProbes > byHeartbeats ? byProbes : byHeartbeats;
        }
    }

    private StartReply CreateStartReply(string[] previousSilos) => new() { FailedSilos = [.. previousSilos.Where(s => _roster.Find(s) is null)], DetectionTime = DetectionTime };

    private void NotifyReaders()
    {
        TaskCompletionSource changed = _logChanged;
        _logChanged = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.SetResult();
    }

    private void DistributeItems()
    {
        _distributor!.Distribute();
        NotifyReaders();
    }

    private Task StopSilosAsync(RunLedger ledger)
    {
        _distributor!.StartDeferred(beforeEntry: 0);
        NotifyReaders();
        return Task.WhenAll(_roster.Silos.Where(s => s.Items.Count > 0).Select(s => s.StopAsync(ledger)));
    }

    private Task OnTickAsync(CancellationToken cancellationToken)
    {
        if (_ledger is not { IsEnded: false } ledger)
        {
            if (_ledger is { } ended)
            {
                _timer?.Change(TickIntervalAfterEnd, TickIntervalAfterEnd);
                ReleaseIfExpired(ended);
            }

            NotifyReaders();
            return Task.CompletedTask;
        }

        _distributor!.FailOverSilos();
        FailIfNoSilos(ledger);
        TimeSpan callerSilence = CallerSilence;
        ledger.LimitLog(graphs.MaxKeptLogBytes, isCallerAway: callerSilence > CallerAwayTimeout);
        if (!ledger.HasAllItems && callerSilence > ledger.Spec.CallerTimeout)
        {
            ledger.TimeOutCaller();
        }

        if (ledger.Failure is not null)
        {
            _ = StopSilosAsync(ledger);
        }

        if (callerSilence > CallerAwayTimeout)
        {
            // No caller could resume the run, so the deferred items need not wait for one.
            _distributor.StartDeferred(long.MaxValue);
        }

        DistributeItems();
        _ = _roster.DiscoverAsync(ledger.Spec);
        return Task.CompletedTask;
    }

    private void FailIfNoSilos(RunLedger ledger)
    {
        if (_roster.Silos.Count > 0)
        {
            _noSilosSince = null;
            return;
        }

        _noSilosSince ??= Environment.TickCount64;
        if (Environment.TickCount64 - _noSilosSince > ledger.Spec.SilosTimeout?.TotalMilliseconds)
        {
            ledger.FailForMissingSilos(_roster.Refusals);
        }
    }
}
