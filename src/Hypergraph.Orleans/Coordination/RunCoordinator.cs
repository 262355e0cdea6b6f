using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Runtime;

namespace Hypergraph.Orleans;

/// <inheritdoc/>
[RandomPlacement]
[Reentrant]
internal sealed class RunCoordinator(
    ISiloStatusOracle oracle, ILocalSiloDetails here, IGrainFactory grains, SiloGraphs graphs, ILogger<RunCoordinator> logger) : Grain, IRunCoordinator
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    // Whoever has not asked for so long is away, for now or for ever.
    private static readonly TimeSpan CallerIsAway = TimeSpan.FromSeconds(5);

    private readonly SiloRoster _roster = new(oracle, grains, here.SiloAddress.ToParsableString(), graphs.SilenceTimeout, logger);

    // What was given to this very silo, and begins when the caller knows: were it to end the silo, nobody else would.
    private readonly Queue<(long Entry, LedgerItem Item, int Attempt)> _held = [];
    private RunLedger? _ledger;
    private WaitingItems _waiting = new(maxRetries: 0);
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IGrainTimer? _timer;
    private long _callerSeen = Environment.TickCount64;
    private long? _withoutSilosSince;

    public async Task<StartReply> StartAsync(RunSpec spec, string[] silosBefore)
    {
        if (_ledger is { } known && known.Spec.Epoch >= spec.Epoch)
        {
            return Begun(silosBefore);
        }

        await _roster.FindFirstAsync(spec, silosBefore).ConfigureAwait(true);
        if (spec.Epoch == 1 && _ledger is null && _roster.Refusals.Any())
        {
            return new StartReply { Refusal = string.Join(Environment.NewLine, _roster.Refusals) };
        }

        if (_ledger is null || _ledger.Spec.Epoch < spec.Epoch)
        {
            _ledger = new RunLedger { Spec = spec };
            _waiting = new WaitingItems(spec.MaxRetries);
            _held.Clear();
            foreach (SiloShare silo in _roster.Silos)
            {
                silo.Items.Clear();
                silo.HasShared = false;
            }

            _timer ??= this.RegisterGrainTimer(OnTickAsync, new GrainTimerCreationOptions(Tick, Tick) { Interleave = true, KeepAlive = true });
        }

        return Begun(silosBefore);
    }

    public Task<bool> AddAsync(int epoch, ItemInput[] items, bool isLast)
    {
        if (_ledger?.Spec.Epoch != epoch)
        {
            return Task.FromResult(false);
        }

        foreach (LedgerItem item in _ledger.Add(items))
        {
            Wait(item);
        }

        _callerSeen = Environment.TickCount64;
        _ledger.HasAll |= isLast;
        Spread();
        return Task.FromResult(true);
    }

    public async Task<ReadReply> ReadAsync(int epoch, long from, bool isOwner)
    {
        if (_ledger is not { } ledger || ledger.Spec.Epoch != epoch)
        {
            return new ReadReply { Epoch = _ledger?.Spec.Epoch ?? 0 };
        }

        if (isOwner)
        {
            _callerSeen = Environment.TickCount64;
            ledger.Acknowledge(from);
            BeginHeld(from);
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
            Failure = ledger.Failure,
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
        BeginHeld(before: 0);
        Announce();
        await Task.WhenAll(_roster.Silos.Where(s => s.Items.Count > 0).Select(s => s.StopAsync(ledger))).ConfigureAwait(true);
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

        return Task.FromResult(new ReportReply { GoesOn = true, Stops = ledger.IsStopped, Cancels = ledger.IsCancelled, StopReason = ledger.StopReason });
    }

    private void Take(WorkerReport report, SiloShare silo, RunLedger ledger)
    {
        silo.LastReport = report.Number;
        foreach (LogEntry entry in report.Entries)
        {
            if (ledger.Take(entry, report.Silo) is { } ended)
            {
                silo.Items.Remove(ended);
            }
        }

        Spread();
    }

    public Task<RunSpec?> DescribeAsync() => Task.FromResult(_ledger?.Spec);

    public Task CloseAsync()
    {
        if (_ledger is { Spec.KeepsLog: false, IsEnded: true })
        {
            DeactivateOnIdle();
        }

        return Task.CompletedTask;
    }

    private StartReply Begun(string[] silosBefore) => new() { LostSilos = [.. silosBefore.Where(s => _roster.Find(s) is null)] };

    private void Announce()
    {
        TaskCompletionSource news = _news;
        _news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        news.SetResult();
    }

    private void Wait(LedgerItem item)
    {
        if (item.Losses > _ledger!.Spec.MaxRetries)
        {
            // Lost too often in epochs before this one.
            _ledger.Assigned++;
            _ledger.Lose(item, counts: false);
            return;
        }

        _waiting.Add(item);
    }

    private Task OnTickAsync(CancellationToken cancellationToken)
    {
        if (_ledger is not { IsEnded: false } ledger)
        {
            _timer?.Dispose();
            _timer = null;
            Announce();
            return Task.CompletedTask;
        }

        Array.ForEach(_roster.Lost(), Lose);
        GiveUpWithoutSilos(ledger);
        TimeSpan callerSilence = TimeSpan.FromMilliseconds(Environment.TickCount64 - _callerSeen);
        if (!ledger.HasAll && callerSilence > ledger.Spec.CallerTimeout)
        {
            ledger.GiveUpCaller();
        }

        if (callerSilence > CallerIsAway)
        {
            // Nobody is there who could bring the run back.
            BeginHeld(long.MaxValue);
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
        if (Environment.TickCount64 - _withoutSilosSince > ledger.Spec.SilosTimeout.TotalMilliseconds)
        {
            ledger.GiveUpSilos(_roster.Refusals);
        }
    }

    /// <summary>Takes everything back from a silo; if it lives on, it is told so when it reports next.</summary>
    private void Lose(SiloShare silo)
    {
        if (!_roster.Remove(silo))
        {
            return;
        }

        CoordinatorLog.SiloLost(logger, silo.Address, silo.Items.Count);
        foreach (LedgerItem item in silo.Items)
        {
            if (_ledger!.Lose(item, counts: true))
            {
                _waiting.Add(item);
            }
        }
    }

    /// <summary>Gives what waits to the silos that have room, the emptiest first, and tells the caller of news.</summary>
    private void Spread()
    {
        RunLedger ledger = _ledger!;
        foreach (SiloShare empty in _roster.Silos.Where(s => s.Items.Count == 0))
        {
            empty.IsReserved = false;
        }

        if (!ledger.IsEnding && _waiting.Count > 0)
        {
            int limit = ledger.Spec.MaxConcurrency ?? int.MaxValue;
            var chosen = new Dictionary<SiloShare, List<LedgerItem>>();
            SpreadSuspects(ledger, limit, chosen);
            SpreadItems(ledger, limit, chosen);
            foreach ((SiloShare silo, List<LedgerItem> items) in chosen)
            {
                _ = AssignAllAsync(silo, items, ledger);
            }
        }

        Announce();
    }

    private void SpreadSuspects(RunLedger ledger, int limit, Dictionary<SiloShare, List<LedgerItem>> chosen)
    {
        while (_waiting.HasSuspects && ledger.Assigned < limit && _roster.Silos.Where(s => s.Items.Count == 0).MinBy(s => s.IsOwn) is { } empty)
        {
            empty.IsReserved = true;
            Choose(ledger, _waiting.TakeSuspect(), empty, chosen);
        }

        // The emptiest is let run dry for the next one, but the coordinator's own silo only if there is no other.
        if (_waiting.HasSuspects && !_roster.Silos.Any(s => s.IsReserved) && _roster.Silos.MinBy(s => (s.IsOwn, s.Items.Count)) is { } emptiest)
        {
            emptiest.IsReserved = true;
        }
    }

    private void SpreadItems(RunLedger ledger, int limit, Dictionary<SiloShare, List<LedgerItem>> chosen)
    {
        while (_waiting.HasItems && ledger.Assigned < limit)
        {
            SiloShare[] free = [.. _roster.Silos.Where(s => s.Room > 0).OrderByDescending(s => s.Room)];
            if (free.Length == 0)
            {
                return;
            }

            foreach (SiloShare silo in free)
            {
                if (_waiting.HasItems && ledger.Assigned < limit)
                {
                    Choose(ledger, _waiting.TakeItem(), silo, chosen);
                }
            }
        }
    }

    private void Choose(RunLedger ledger, LedgerItem item, SiloShare silo, Dictionary<SiloShare, List<LedgerItem>> chosen)
    {
        if (silo.Items.Count == 0)
        {
            silo.LastHeard = Environment.TickCount64;
        }

        ledger.Assign(item, silo.Address);
        silo.Items.Add(item);
        if (silo.IsOwn)
        {
            _held.Enqueue((ledger.LogEnd - 1, item, item.Attempt));
            return;
        }

        if (!chosen.TryGetValue(silo, out List<LedgerItem>? items))
        {
            chosen.Add(silo, items = []);
        }

        items.Add(item);
    }

    /// <summary>Begins what was held back and lies before an entry of the log; if no item is to start any more, takes it all back.</summary>
    private void BeginHeld(long before)
    {
        RunLedger ledger = _ledger!;
        SiloShare? own = _roster.Own;
        List<LedgerItem> begins = [];
        while (_held.TryPeek(out (long Entry, LedgerItem Item, int Attempt) held) && (held.Entry < before || ledger.IsEnding))
        {
            _held.Dequeue();
            if (held.Item.Attempt == held.Attempt && own?.Items.Contains(held.Item) == true)
            {
                begins.Add(held.Item);
            }
        }

        if (ledger.IsEnding)
        {
            begins.ForEach(i => own!.Items.Remove(i));
            begins.ForEach(ledger.Withdraw);
        }
        else if (begins.Count > 0)
        {
            _ = AssignAllAsync(own!, begins, ledger);
        }
    }

    private async Task AssignAllAsync(SiloShare silo, List<LedgerItem> items, RunLedger ledger)
    {
        foreach (LedgerItem[] batch in WireBatches.Split(items, int.MaxValue, i => WireBatches.BytesOf(i.Values)))
        {
            await AssignAsync(silo, batch, ledger).ConfigureAwait(true);
        }
    }

    private async Task AssignAsync(SiloShare silo, LedgerItem[] items, RunLedger ledger)
    {
        var assignment = new Assignment
        {
            Spec = silo.HasShared ? ledger.Spec with { Shared = [] } : ledger.Spec,
            Items = [.. items.Select(i => new ItemInput { Item = i.Item, Values = i.Values ?? [], Losses = i.Losses })],
            Attempts = [.. items.Select(i => i.Attempt)],
            MaxConcurrency = ledger.Spec.FunctionsOfItem,
            HasShared = !silo.HasShared,
        };
        try
        {
            silo.HasShared = true;
            if (!await silo.Worker.AssignAsync(assignment).ConfigureAwait(true))
            {
                await silo.Worker.AssignAsync(assignment.WithShared(ledger.Spec)).ConfigureAwait(true);
            }

            if (ledger.IsStopped)
            {
                await silo.StopAsync(ledger).ConfigureAwait(true);
            }
        }
        catch (Exception exception)
        {
            CoordinatorLog.SiloSilent(logger, silo.Address, exception.Message);
            if (_ledger == ledger)
            {
                Lose(silo);
                Spread();
            }
        }
    }
}
