using Microsoft.Extensions.Logging;

namespace Hypergraph.Orleans;

/// <summary>Gives the items of one epoch of a run to silos, and takes them back from those that are lost.</summary>
/// <param name="roster">The silos.</param>
/// <param name="ledger">The epoch.</param>
/// <param name="onNews">Called when a silo is lost to which items were being sent.</param>
/// <param name="logger">Where losses are said.</param>
internal sealed class ItemDistributor(SiloRoster roster, RunLedger ledger, Action onNews, ILogger logger)
{
    // What ends its silo mostly does so as soon as it begins.
    private const int TrialMilliseconds = 5_000;

    private readonly WaitingItems _waiting = new(ledger.Spec.MaxRetries);

    // What begins only when the caller knows who has it, in the order of the log.
    private readonly Queue<DeferredItem> _deferred = [];
    private long? _noSiloForSuspectsSince;
    private bool _isEnded;

    /// <summary>Adds an item that no silo has.</summary>
    public void Add(LedgerItem item)
    {
        if (item.SiloFailures > ledger.Spec.MaxRetries)
        {
            // Lost too often in epochs before this one.
            ledger.FailItem(item);
            return;
        }

        _waiting.Add(item);
    }

    /// <summary>Takes over the item of a single run that a silo has begun.</summary>
    public void Adopt(LedgerItem item, string address)
    {
        ledger.Assign(item, address);
        if (roster.Find(address) is { } silo)
        {
            silo.Items.Add(item);
            silo.HasSharedInputs = true;
            _ = FollowAsync(silo, item);
        }
        else if (ledger.RequeueOrFail(item, counts: true))
        {
            _waiting.Add(item);
        }
    }

    /// <summary>Leaves the silos to an epoch that follows.</summary>
    public void End() => _isEnded = true;

    /// <summary>Gives what waits to the silos that have room, the emptiest first.</summary>
    public void Distribute()
    {
        foreach (RosterSilo empty in roster.Silos.Where(s => s.Items.Count == 0))
        {
            empty.IsReserved = false;
            empty.Trial = null;
        }

        if (ledger.IsEnding || _waiting.Count == 0)
        {
            return;
        }

        int limit = ledger.Spec.MaxConcurrency ?? int.MaxValue;
        var chosen = new Dictionary<RosterSilo, List<LedgerItem>>();
        DistributeSuspects(limit, chosen);
        if (!ledger.IsEnding)
        {
            DistributeItems(limit, chosen);
        }

        AssignAll(chosen);
    }

    /// <summary>Begins what was held back and lies before an entry of the log; if no item is to start any more, takes it all back.</summary>
    public void StartDeferred(long before)
    {
        var begins = new Dictionary<RosterSilo, List<LedgerItem>>();
        while (_deferred.TryPeek(out DeferredItem held) && (held.Entry < before || ledger.IsEnding))
        {
            _deferred.Dequeue();
            if (!held.IsCurrent)
            {
                continue;
            }

            if (ledger.IsEnding)
            {
                held.Silo.Items.Remove(held.Item);
                ledger.Withdraw(held.Item);
                continue;
            }

            held.Silo.LastContact = Environment.TickCount64;
            held.Silo.TrialBegan = Environment.TickCount64;
            Add(begins, held.Silo, held.Item);
        }

        AssignAll(begins);
    }

    /// <summary>Takes back what silos had that are lost, or say nothing although they have items.</summary>
    public void FailOverSilos()
    {
        foreach (IGrouping<RosterSilo, DeferredItem> held in _deferred.Where(h => h.IsCurrent).GroupBy(h => h.Silo))
        {
            if (held.Count() == held.Key.Items.Count)
            {
                // It has nothing to tell: all that it has is held back.
                held.Key.LastContact = Environment.TickCount64;
            }
        }

        Array.ForEach(roster.FindFailed(), FailOver);
    }

    /// <summary>Takes everything back from a silo; if it lives on, it is told so when it reports next.</summary>
    private void FailOver(RosterSilo silo)
    {
        if (!roster.Remove(silo))
        {
            return;
        }

        CoordinatorLog.SiloFailed(logger, silo.Address, silo.Items.Count);
        HashSet<LedgerItem> notBegun = [.. _deferred.Where(h => h.Silo == silo && h.IsCurrent).Select(h => h.Item)];
        LedgerItem[] items = [.. silo.Items];
        LedgerItem? suspect = silo.Suspect;
        bool isFound = suspect is not null && !notBegun.Contains(suspect);
        silo.Items.Clear();
        foreach (LedgerItem item in items)
        {
            item.WasLostAlone |= isFound && item == suspect;
            if (ledger.RequeueOrFail(item, counts: isFound ? item == suspect : !notBegun.Contains(item)))
            {
                _waiting.Add(item);
            }
            else if (item.WasLostAlone)
            {
                _waiting.Clear();
            }
        }
    }

    /// <summary>
    /// Assigns the items that may be what ends silos. The coordinator's own silo never gets one: if it is the last, the whole run
    /// would end with it. They wait for another silo, and fail if none joins in time.
    /// </summary>
    private void DistributeSuspects(int limit, Dictionary<RosterSilo, List<LedgerItem>> chosen)
    {
        if (!_waiting.HasSuspects || roster.Silos.Any(AcceptsSuspects))
        {
            _noSiloForSuspectsSince = null;
        }
        else
        {
            FailSuspectsAfterTimeout();
            return;
        }

        while (_waiting.HasSuspects && ledger.AssignedCount < limit && roster.Silos.FirstOrDefault(s => s.Items.Count == 0 && AcceptsSuspects(s)) is { } empty)
        {
            empty.IsReserved = true;
            Choose(_waiting.DequeueSuspect(), empty, chosen);
        }

        // The emptiest is let run dry for the next one.
        if (_waiting.HasSuspects && !roster.Silos.Any(s => s.IsReserved) && roster.Silos.Where(AcceptsSuspects).MinBy(s => s.Items.Count) is { } emptiest)
        {
            emptiest.IsReserved = true;
        }
    }

    private static bool AcceptsSuspects(RosterSilo silo) => !silo.IsLocal;

    private void FailSuspectsAfterTimeout()
    {
        _noSiloForSuspectsSince ??= Environment.TickCount64;
        if (Environment.TickCount64 - _noSiloForSuspectsSince < ledger.Spec.SilosTimeout?.TotalMilliseconds)
        {
            return;
        }

        List<LedgerItem> suspects = [];
        while (_waiting.HasSuspects)
        {
            suspects.Add(_waiting.DequeueSuspect());
        }

        // Where it is known what ends silos, the others are no danger.
        bool isFound = suspects.Exists(s => s.WasLostAlone);
        foreach (LedgerItem suspect in suspects)
        {
            if (isFound && !suspect.WasLostAlone)
            {
                _waiting.Add(suspect);
            }
            else
            {
                ledger.FailItemForMissingSilo(suspect);
            }
        }

        _waiting.Clear();
    }

    /// <summary>
    /// Where the loss of one more silo would leave the coordinator's own alone, gives that silo nothing but items that were lost before, one after
    /// another: if it is lost too, it is known which of them ends silos, and the others may run on the last.
    /// </summary>
    /// <returns>Whether it is so.</returns>
    private bool SpreadTrials(int limit, Dictionary<RosterSilo, List<LedgerItem>> chosen)
    {
        RosterSilo[] others = [.. roster.Silos.Where(s => !s.IsLocal).Take(2)];
        if (!_waiting.HasLost || others is not [var last] || roster.Silos.Count == 1)
        {
            return false;
        }

        last.IsReserved = true;
        bool isFree = last.Items.Count == 0 || (last.Trial is not null && Environment.TickCount64 - last.TrialBegan > TrialMilliseconds && last.HasRoom);
        if (isFree && ledger.AssignedCount < limit)
        {
            last.Trial = _waiting.TakeLost();
            last.TrialBegan = long.MaxValue;
            Choose(last.Trial, last, chosen);
        }

        return true;
    }

    private void DistributeItems(int limit, Dictionary<RosterSilo, List<LedgerItem>> chosen)
    {
        bool triesLost = SpreadTrials(limit, chosen);
        while (triesLost ? _waiting.HasFresh : _waiting.HasItems && ledger.AssignedCount < limit)
        {
            RosterSilo[] free = [.. roster.Silos.Where(s => RoomOf(s) > 0).OrderByDescending(RoomOf)];
            if (free.Length == 0)
            {
                return;
            }

            int each = free.Length == 1 ? RoomOf(free[0]) : 1;
            foreach (RosterSilo silo in free)
            {
                for (int i = 0; i < each && (triesLost ? _waiting.HasFresh : _waiting.HasItems) && ledger.AssignedCount < limit && RoomOf(silo) > 0; i++)
                {
                    Choose(triesLost ? _waiting.TakeFresh() : _waiting.DequeueItem(), silo, chosen);
                }
            }
        }
    }

    /// <summary>
    /// How many items a silo can take. None goes ahead that was lost before, which may be what ends silos and would take what waits behind it along,
    /// nor one beyond the limit of the call, which the silo does not know.
    /// </summary>
    private int RoomOf(RosterSilo silo) => _waiting.HasLost || ledger.Spec.MaxConcurrency is not null || ledger.Spec.Epoch > 1 ? silo.FreeCapacity : silo.RoomAhead;

    private void Choose(LedgerItem item, RosterSilo silo, Dictionary<RosterSilo, List<LedgerItem>> chosen)
    {
        if (silo.Items.Count == 0)
        {
            silo.LastContact = Environment.TickCount64;
        }

        ledger.Assign(item, silo.Address);
        silo.Items.Add(item);
        if (MustDefer(item, silo))
        {
            _deferred.Enqueue(new DeferredItem(ledger.LogEnd - 1, item, item.Attempt, silo));
        }
        else
        {
            Add(chosen, silo, item);
        }
    }

    /// <summary>
    /// Whether an item begins only when the caller knows who has it. An item that ends the coordinator's silo takes with it
    /// who would count; one that has ended a silo, and any where a coordinator was lost, may take the next one too.
    /// </summary>
    private bool MustDefer(LedgerItem item, RosterSilo silo) => silo.IsLocal || item.SiloFailures > 0 || ledger.Spec.Epoch > 1;

    private static void Add(Dictionary<RosterSilo, List<LedgerItem>> items, RosterSilo silo, LedgerItem item)
    {
        if (!items.TryGetValue(silo, out List<LedgerItem>? ofSilo))
        {
            items.Add(silo, ofSilo = []);
        }

        ofSilo.Add(item);
    }

    private void AssignAll(Dictionary<RosterSilo, List<LedgerItem>> chosen)
    {
        foreach ((RosterSilo silo, List<LedgerItem> items) in chosen)
        {
            _ = AssignAllAsync(silo, items);
        }
    }

    private async Task AssignAllAsync(RosterSilo silo, List<LedgerItem> items)
    {
        foreach (LedgerItem[] batch in WireBatches.Split(items, int.MaxValue, i => WireBatches.BytesOf(i.Values)))
        {
            if (_isEnded || roster.Find(silo.Address) != silo)
            {
                // Everything was taken back from it meanwhile.
                return;
            }

            await AssignAsync(silo, batch).ConfigureAwait(true);
        }
    }

    private async Task AssignAsync(RosterSilo silo, LedgerItem[] items)
    {
        var assignment = new Assignment
        {
            Spec = silo.HasSharedInputs ? ledger.Spec with { SharedInputs = [] } : ledger.Spec,
            Items = [.. items.Select(i => new ItemInput { Item = i.Item, Values = i.Values ?? [], SiloFailures = i.SiloFailures })],
            Attempts = [.. items.Select(i => i.Attempt)],
            MaxConcurrency = ledger.Spec.FunctionsOfItem,
            HasSharedInputs = !silo.HasSharedInputs,
        };
        try
        {
            silo.HasSharedInputs = true;
            if (!await silo.Worker.AssignAsync(assignment).ConfigureAwait(true))
            {
                await silo.Worker.AssignAsync(assignment.WithSharedInputs(ledger.Spec)).ConfigureAwait(true);
            }

            silo.LastContact = Environment.TickCount64;
            if (ledger.IsStopped)
            {
                await silo.StopAsync(ledger).ConfigureAwait(true);
            }
        }
        catch (Exception exception)
        {
            CoordinatorLog.SiloUnreachable(logger, silo.Address, exception.Message);
            if (!_isEnded)
            {
                FailOver(silo);
                Distribute();
                onNews();
            }
        }
    }

    private async Task FollowAsync(RosterSilo silo, LedgerItem item)
    {
        try
        {
            if (await silo.Worker.FollowAsync(ledger.Spec.RunId).ConfigureAwait(true))
            {
                if (ledger.IsStopped)
                {
                    await silo.StopAsync(ledger).ConfigureAwait(true);
                }

                return;
            }

            // It has waited too long for this, and given the item up.
            if (!_isEnded && silo.Items.Remove(item) && ledger.RequeueOrFail(item, counts: false))
            {
                _waiting.Add(item);
                Distribute();
                onNews();
            }
        }
        catch (Exception exception)
        {
            CoordinatorLog.SiloUnreachable(logger, silo.Address, exception.Message);
            if (!_isEnded)
            {
                FailOver(silo);
                Distribute();
                onNews();
            }
        }
    }

    private readonly record struct DeferredItem(long Entry, LedgerItem Item, int Attempt, RosterSilo Silo)
    {
        /// <summary>Whether the silo still has the item, and this attempt at it.</summary>
        public bool IsCurrent => Item.Attempt == Attempt && Silo.Items.Contains(Item);
    }
}
