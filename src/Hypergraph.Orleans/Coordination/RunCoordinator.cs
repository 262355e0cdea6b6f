using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Runtime;

namespace Hypergraph.Orleans;

/// <inheritdoc/>
[RandomPlacement]
[Reentrant]
internal sealed class RunCoordinator(ISiloStatusOracle oracle, SiloGraphs graphs, ILogger<RunCoordinator> logger) : Grain, IRunCoordinator
{
    private const int MaxEntries = 2_000;
    private const int MaxEvents = 10_000;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, SiloShare> _silos = [];
    private readonly HashSet<string> _refused = [];
    private RunLedger? _ledger;
    private WaitingItems _waiting = new();
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IGrainTimer? _timer;
    private long _callerSeen = Environment.TickCount64;
    private bool _isLookingForSilos;

    public async Task<string?> StartAsync(RunSpec spec)
    {
        if (_ledger is { } known && known.Spec.Epoch >= spec.Epoch)
        {
            return null;
        }

        string[] refusals = await FindSilosAsync(spec).ConfigureAwait(true);
        if (refusals.Length > 0)
        {
            return string.Join(Environment.NewLine, refusals.Order(StringComparer.Ordinal));
        }

        if (_ledger is null || _ledger.Spec.Epoch < spec.Epoch)
        {
            _ledger = new RunLedger { Spec = spec };
            _waiting = new WaitingItems();
            foreach (SiloShare silo in _silos.Values)
            {
                silo.Items.Clear();
            }

            _timer ??= this.RegisterGrainTimer(OnTickAsync, new GrainTimerCreationOptions(Tick, Tick) { Interleave = true, KeepAlive = true });
        }

        return null;
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

    public async Task<ReadReply> ReadAsync(int epoch, long from)
    {
        if (_ledger is not { } ledger || ledger.Spec.Epoch != epoch)
        {
            return new ReadReply { Epoch = _ledger?.Spec.Epoch ?? 0 };
        }

        _callerSeen = Environment.TickCount64;
        ledger.Acknowledge(from);
        if (from >= ledger.LogEnd && !ledger.IsEnded)
        {
            await Task.WhenAny(_news.Task, Task.Delay(LongestWait)).ConfigureAwait(true);
        }

        LogEntry[] entries = from < ledger.LogStart ? [] : Batch(ledger, from);
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
        Announce();
        await Task.WhenAll(_silos.Values.Where(s => s.Items.Count > 0).Select(s => StopOnAsync(s, ledger))).ConfigureAwait(true);
    }

    public Task<bool> ReportAsync(WorkerReport report)
    {
        if (_ledger is not { } ledger || ledger.Spec.Epoch != report.Epoch || !_silos.TryGetValue(report.Silo, out SiloShare? silo))
        {
            return Task.FromResult(false);
        }

        silo.LastHeard = Environment.TickCount64;
        if (report.Number <= silo.LastReport)
        {
            return Task.FromResult(true);
        }

        silo.LastReport = report.Number;
        foreach (LogEntry entry in report.Entries)
        {
            if (ledger.Take(entry, report.Silo) is { } ended)
            {
                silo.Items.Remove(ended);
            }
        }

        Spread();
        return Task.FromResult(true);
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

    private static LogEntry[] Batch(RunLedger ledger, long from)
    {
        List<LogEntry> batch = [];
        int events = 0;
        for (int i = (int)(from - ledger.LogStart); i < ledger.Log.Count && batch.Count < MaxEntries && events < MaxEvents; i++)
        {
            batch.Add(ledger.Log[i]);
            events += ledger.Log[i].Events.Length;
        }

        return [.. batch];
    }

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

    private async Task OnTickAsync(CancellationToken cancellationToken)
    {
        if (_ledger is not { IsEnded: false } ledger)
        {
            _timer?.Dispose();
            _timer = null;
            Announce();
            return;
        }

        GiveUpLostSilos();
        if (!ledger.HasAll && Environment.TickCount64 - _callerSeen > ledger.Spec.CallerTimeout.TotalMilliseconds)
        {
            ledger.GiveUpCaller();
        }

        Spread();
        if (!_isLookingForSilos)
        {
            _isLookingForSilos = true;
            await FindSilosAsync(ledger.Spec).ConfigureAwait(true);
            _isLookingForSilos = false;
            Spread();
        }
    }

    /// <summary>Asks the silos that are not known yet whether they can run the graph.</summary>
    /// <returns>Why some cannot.</returns>
    private async Task<string[]> FindSilosAsync(RunSpec spec)
    {
        string[] found = [.. oracle.GetApproximateSiloStatuses(onlyActive: true).Keys
            .Select(s => s.ToParsableString())
            .Where(s => !_silos.ContainsKey(s) && !_refused.Contains(s))];
        string?[] refusals = await Task.WhenAll(found.Select(silo => AskAsync(silo, spec))).ConfigureAwait(true);
        return [.. refusals.Where(r => r is not null).Select(r => r!)];
    }

    private async Task<string?> AskAsync(string silo, RunSpec spec)
    {
        IItemWorker worker = GrainFactory.GetGrain<IItemWorker>(silo);
        try
        {
            WorkerOffer offer = await worker.OfferAsync(spec.Graph, spec.Version).ConfigureAwait(true);
            if (offer.Refusal is { } refusal)
            {
                if (_ledger is not null)
                {
                    _refused.Add(silo);
                    CoordinatorLog.SiloRefused(logger, silo, refusal);
                }

                return $"Silo {silo} {refusal}";
            }

            _silos.TryAdd(silo, new SiloShare(silo, worker, offer.MaxItems));
        }
        catch (Exception exception)
        {
            // It is going, or coming up, or runs something else. If it stays it is asked again.
            CoordinatorLog.SiloSilent(logger, silo, exception.Message);
        }

        return null;
    }

    private void GiveUpLostSilos()
    {
        HashSet<string> active = [.. oracle.GetApproximateSiloStatuses(onlyActive: true).Keys.Select(s => s.ToParsableString())];
        long now = Environment.TickCount64;
        foreach (SiloShare silo in _silos.Values.ToArray())
        {
            bool isSilent = silo.Items.Count > 0 && now - silo.LastHeard > graphs.SilenceTimeout.TotalMilliseconds;
            if (!active.Contains(silo.Address) || isSilent)
            {
                Lose(silo);
            }
        }
    }

    /// <summary>Takes everything back from a silo; if it lives on, it is told so when it reports next.</summary>
    private void Lose(SiloShare silo)
    {
        if (!_silos.Remove(silo.Address))
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
        foreach (SiloShare empty in _silos.Values.Where(s => s.Items.Count == 0))
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
                _ = AssignAsync(silo, items, ledger);
            }
        }

        Announce();
    }

    private void SpreadSuspects(RunLedger ledger, int limit, Dictionary<SiloShare, List<LedgerItem>> chosen)
    {
        while (_waiting.HasSuspects && ledger.Assigned < limit && _silos.Values.FirstOrDefault(s => s.Items.Count == 0) is { } empty)
        {
            empty.IsReserved = true;
            Choose(ledger, _waiting.TakeSuspect(), empty, chosen);
        }

        // The emptiest is let run dry for the next one.
        if (_waiting.HasSuspects && !_silos.Values.Any(s => s.IsReserved) && _silos.Values.MinBy(s => s.Items.Count) is { } emptiest)
        {
            emptiest.IsReserved = true;
        }
    }

    private void SpreadItems(RunLedger ledger, int limit, Dictionary<SiloShare, List<LedgerItem>> chosen)
    {
        while (_waiting.HasItems && ledger.Assigned < limit)
        {
            SiloShare[] free = [.. _silos.Values.Where(s => s.Room > 0).OrderByDescending(s => s.Room)];
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

    private static void Choose(RunLedger ledger, LedgerItem item, SiloShare silo, Dictionary<SiloShare, List<LedgerItem>> chosen)
    {
        if (silo.Items.Count == 0)
        {
            silo.LastHeard = Environment.TickCount64;
        }

        ledger.Assign(item, silo.Address);
        silo.Items.Add(item);
        if (!chosen.TryGetValue(silo, out List<LedgerItem>? items))
        {
            chosen.Add(silo, items = []);
        }

        items.Add(item);
    }

    private async Task AssignAsync(SiloShare silo, List<LedgerItem> items, RunLedger ledger)
    {
        var assignment = new Assignment
        {
            Spec = ledger.Spec,
            Items = [.. items.Select(i => new ItemInput { Item = i.Item, Values = i.Values!, Losses = i.Losses })],
            Attempts = [.. items.Select(i => i.Attempt)],
            MaxConcurrency = FunctionsOfItem(ledger.Spec),
        };
        try
        {
            await silo.Worker.AssignAsync(assignment).ConfigureAwait(true);
            if (ledger.IsStopped)
            {
                await StopOnAsync(silo, ledger).ConfigureAwait(true);
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

    /// <summary>One budget over all nesting: what the items under way leave for each.</summary>
    private static int? FunctionsOfItem(RunSpec spec) => spec.MaxConcurrency is { } limit
        ? Math.Max(1, limit / Math.Max(1, Math.Min(limit, spec.Count ?? int.MaxValue)))
        : null;

    private static async Task StopOnAsync(SiloShare silo, RunLedger ledger)
    {
        try
        {
            await silo.Worker.StopAsync(ledger.Spec.RunId, ledger.StopReason, ledger.IsCancelled).ConfigureAwait(true);
        }
        catch (Exception)
        {
            // A silo that is gone has stopped.
        }
    }
}
