using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Concurrency;
using Orleans.Configuration;
using Orleans.GrainDirectory;
using Orleans.Placement;
using Orleans.Runtime;

namespace Hypergraph.Orleans;

/// <inheritdoc/>
[RandomPlacement]
[GrainDirectory(HypergraphSiloBuilderExtensions.GrainDirectory)]
[Reentrant]
internal sealed class RunCoordinator(
    ISiloStatusOracle oracle, ILocalSiloDetails here, IGrainFactory grains, SiloGraphs graphs, KeptLogs logs, IOptions<ClusterMembershipOptions> membership, ILogger<RunCoordinator> logger) : Grain, IRunCoordinator
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan TickAfterEnd = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    // Whoever has not asked for so long is away, for now or for ever.
    private static readonly TimeSpan CallerIsAway = TimeSpan.FromSeconds(5);

    private readonly SiloRoster _roster = new(oracle, grains, here.SiloAddress.ToParsableString(), graphs.SilenceTimeout, logger);

    private LogRetention _retention = new(graphs, logs);

    private RunLedger? _ledger;
    private ItemSpreader? _spreader;
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IGrainTimer? _timer;
    private long _callerSeen = Environment.TickCount64;
    private long? _withoutSilosSince;

    public async Task<StartReply> StartAsync(RunSpec spec, string[] silosBefore, string? begunOn)
    {
        if (_ledger is { } known && known.Spec.Epoch >= spec.Epoch)
        {
            return Begun(silosBefore);
        }

        await _roster.FindFirstAsync(spec, begunOn is null ? silosBefore : [.. silosBefore, begunOn]).ConfigureAwait(true);
        if (spec.Epoch == 1 && _ledger is null && _roster.Refusals.Any())
        {
            return new StartReply { Refusal = string.Join(Environment.NewLine, _roster.Refusals) };
        }

        if (_ledger is null || _ledger.Spec.Epoch < spec.Epoch)
        {
            _ledger = new RunLedger { Spec = spec with { SilosTimeout = spec.SilosTimeout ?? AvailabilityLimit.For(ToNotice) }, KeepsLog = spec.KeepsLog };
            _retention.Release();
            _retention = new LogRetention(graphs, logs);
            _timer?.Dispose();
            _timer = null;
            _spreader?.End();
            _spreader = new ItemSpreader(_roster, _ledger, Announce, logger);
            foreach (SiloShare silo in _roster.Silos)
            {
                silo.Items.Clear();
                silo.HasShared = false;
            }

            _timer ??= this.RegisterGrainTimer(OnTickAsync, new GrainTimerCreationOptions(Tick, Tick) { Interleave = true, KeepAlive = true });
            if (begunOn is not null)
            {
                _spreader.Adopt(_ledger.Add([new ItemInput { Item = 0, Values = [] }]).Single(), begunOn);
                Announce();
            }
        }

        return Begun(silosBefore);
    }

    public Task<bool> AddAsync(int epoch, ItemInput[] items, bool isLast)
    {
        if (_ledger is not { HasLostCaller: false } ledger || ledger.Spec.Epoch != epoch)
        {
            return Task.FromResult(false);
        }

        foreach (LedgerItem item in ledger.Add(items))
        {
            _spreader!.Add(item);
        }

        _callerSeen = Environment.TickCount64;
        ledger.HasAll |= isLast;
        Spread();
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
            _callerSeen = Environment.TickCount64;
            ledger.Acknowledge(from);
            _spreader!.BeginHeld(from);
        }

        if (from >= ledger.LogEnd && !ledger.IsEnded)
        {
            await Task.WhenAny(_news.Task, Task.Delay(LongestWait)).ConfigureAwait(true);
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
            return Task.FromResult(ReportReply.Over);
        }

        silo.LastHeard = Environment.TickCount64;
        if (report.Number > silo.LastReport)
        {
            Take(report, silo, ledger);
        }

        return Task.FromResult(new ReportReply { GoesOn = true, IsEnding = ledger.IsEnding, Stops = ledger.IsStopped, Cancels = ledger.IsCancelled, StopReason = ledger.StopReason });
    }

    private void Take(WorkerReport report, SiloShare silo, RunLedger ledger)
    {
        silo.LastReport = report.Number;
        int before = silo.Items.Count;
        foreach (LogEntry entry in report.Entries)
        {
            if (ledger.Take(entry, report.Silo) is { } ended)
            {
                silo.Items.Remove(ended);
            }
        }

        silo.NoteEnded(before - silo.Items.Count);

        Spread();
    }

    public Task<RunSpec?> DescribeAsync() => Task.FromResult(_ledger?.Spec);

    public Task CloseAsync(bool isOwner)
    {
        if (_ledger is { IsEnded: true } ledger)
        {
            _retention.Collect(isOwner);
            ReleaseIfOver(ledger);
        }

        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _retention.Release();
        return base.OnDeactivateAsync(reason, cancellationToken);
    }

    private void ReleaseIfOver(RunLedger ledger)
    {
        if (_retention.IsOver(ledger, CallerSilence))
        {
            _timer?.Dispose();
            _timer = null;
            DeactivateOnIdle();
        }
    }

    private TimeSpan CallerSilence => TimeSpan.FromMilliseconds(Environment.TickCount64 - _callerSeen);

    /// <summary>How long it may take until silos that are lost count as that: those that are probed, or those that are too many to be voted out.</summary>
    private TimeSpan ToNotice
    {
        get
        {
            ClusterMembershipOptions options = membership.Value;
            TimeSpan byProbes = options.ProbeTimeout * options.NumMissedProbesLimit;
            TimeSpan byHeartbeats = options.IAmAliveTablePublishTimeout * options.NumMissedTableIAmAliveLimit;
            return byProbes > byHeartbeats ? byProbes : byHeartbeats;
        }
    }

    private StartReply Begun(string[] silosBefore) => new() { LostSilos = [.. silosBefore.Where(s => _roster.Find(s) is null)], ToNotice = ToNotice };

    private void Announce()
    {
        TaskCompletionSource news = _news;
        _news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        news.SetResult();
    }

    private void Spread()
    {
        _spreader!.Spread();
        Announce();
    }

    private Task StopSilosAsync(RunLedger ledger)
    {
        _spreader!.BeginHeld(before: 0);
        Announce();
        return Task.WhenAll(_roster.Silos.Where(s => s.Items.Count > 0).Select(s => s.StopAsync(ledger)));
    }

    private Task OnTickAsync(CancellationToken cancellationToken)
    {
        if (_ledger is not { IsEnded: false } ledger)
        {
            if (_ledger is { } ended)
            {
                _timer?.Change(TickAfterEnd, TickAfterEnd);
                ReleaseIfOver(ended);
            }

            Announce();
            return Task.CompletedTask;
        }

        _spreader!.TakeBack();
        GiveUpWithoutSilos(ledger);
        TimeSpan callerSilence = CallerSilence;
        ledger.LimitLog(graphs.MaxKeptLogBytes, isCallerAway: callerSilence > CallerIsAway);
        if (!ledger.HasAll && callerSilence > ledger.Spec.CallerTimeout)
        {
            ledger.GiveUpCaller();
        }

        if (ledger.Failure is not null)
        {
            _ = StopSilosAsync(ledger);
        }

        if (callerSilence > CallerIsAway)
        {
            // Nobody is there who could bring the run back.
            _spreader.BeginHeld(long.MaxValue);
        }

        Spread();
        _ = _roster.FindAsync(ledger.Spec);
        return Task.CompletedTask;
    }

    private void GiveUpWithoutSilos(RunLedger ledger)
    {
        if (_roster.Silos.Count > 0)
        {
            _withoutSilosSince = null;
            return;
        }

        _withoutSilosSince ??= Environment.TickCount64;
        if (Environment.TickCount64 - _withoutSilosSince > ledger.Spec.SilosTimeout?.TotalMilliseconds)
        {
            ledger.GiveUpSilos(_roster.Refusals);
        }
    }
}
