using Microsoft.Extensions.Logging;

namespace Hypergraph.Orleans.Coordination;

/// <summary>Assigns the items of one epoch of a run to silos, and reassigns the items of silos that fail.</summary>
/// <param name="roster">The silos.</param>
/// <param name="ledger">The ledger of the epoch.</param>
/// <param name="onChanged">Called after the items of an unreachable silo are reassigned.</param>
/// <param name="logger">Logs failures of silos.</param>
internal sealed class ItemDistributor(SiloRoster roster, RunLedger ledger, Action onChanged, ILogger logger)
{
    // An item that crashes its silo usually does so right after its start.
    private const int TrialMilliseconds = 5_000;

    private readonly WaitingItems _waiting = new(ledger.Spec.MaxItemRetries);
    private readonly AssignmentSender _sender = new(roster, ledger);

    // Items that start only when the caller has read their assignment, in the order of the log.
    private readonly Queue<DeferredItem> _deferred = [];
    private long? _noSiloForSuspectsSince;

    /// <summary>Adds an item that is not assigned.</summary>
    public void Add(LedgerItem item)
    {
        if (item.SiloFailures > ledger.Spec.MaxItemRetries)
        {
            // Its silos failed too often in preceding epochs.
            ledger.FailItem(item);
            return;
        }

        _waiting.Add(item);
    }

    /// <summary>Adopts the item of a single run that a silo started.</summary>
    public void Adopt(LedgerItem item, string address)
    {
        ledger.Assign(item, address);
        if (roster.Find(address) is { } silo)
        {
            silo.Items.Add(item);
            silo.HasSharedInputs = true;
            _ = FollowAsync(silo, item);
        }
        else if (ledger.RequeueOrFail(item, countsAsFailure: true))
        {
            _waiting.Add(item);
        }
    }

    /// <summary>Ends the epoch; the next one uses the silos.</summary>
    public void End() => _sender.End();

    /// <summary>Assigns waiting items to the silos with free capacity, most capacity first.</summary>
    public void Distribute()
    {
        foreach (RosterSilo idleSilo in roster.Silos.Where(s => s.Items.Count == 0))
        {
            idleSilo.IsReserved = false;
            idleSilo.Trial = null;
        }

        if (ledger.IsEnding || _waiting.Count == 0)
        {
            return;
        }

        int limit = ledger.Spec.MaxConcurrency ?? int.MaxValue;
        var assignments = new Dictionary<RosterSilo, List<LedgerItem>>();
        DistributeSuspects(limit, assignments);
        if (!ledger.IsEnding)
        {
            DistributeItems(limit, assignments);
        }

        _sender.Send(assignments, FailOver);
    }

    /// <summary>Starts the deferred items that precede an entry of the log; withdraws all of them if the run is ending.</summary>
    public void StartDeferred(long beforeEntry)
    {
        var starting = new Dictionary<RosterSilo, List<LedgerItem>>();
        while (_deferred.TryPeek(out DeferredItem deferred) && (deferred.Entry < beforeEntry || ledger.IsEnding))
        {
            _deferred.Dequeue();
            if (!deferred.IsCurrent)
            {
                continue;
            }

            if (ledger.IsEnding)
            {
                deferred.Silo.Items.Remove(deferred.Item);
                ledger.Withdraw(deferred.Item);
                continue;
            }

            deferred.Silo.LastContact = Environment.TickCount64;
            deferred.Silo.TrialStart = Environment.TickCount64;
            Add(starting, deferred.Silo, deferred.Item);
        }

        _sender.Send(starting, FailOver);
    }

    /// <summary>Reassigns the items of silos that failed, or that are silent although they have items.</summary>
    public void FailOverSilos()
    {
        foreach (IGrouping<RosterSilo, DeferredItem> deferred in _deferred.Where(h => h.IsCurrent).GroupBy(h => h.Silo))
        {
            if (deferred.Count() == deferred.Key.Items.Count)
            {
                // All items of the silo are deferred, so it has nothing to report.
                deferred.Key.LastContact = Environment.TickCount64;
            }
        }

        Array.ForEach(roster.FindFailed(), FailOver);
    }

    /// <summary>Reassigns all items of a silo. If the silo is still running, the reply to its next report aborts them.</summary>
    private void FailOver(RosterSilo silo)
    {
        if (!roster.Remove(silo))
        {
            return;
        }

        CoordinatorLog.SiloFailed(logger, silo.Address, silo.Items.Count);
        HashSet<LedgerItem> notStarted = [.. _deferred.Where(h => h.Silo == silo && h.IsCurrent).Select(h => h.Item)];
        LedgerItem[] items = [.. silo.Items];
        LedgerItem? suspect = silo.Suspect;
        bool hasCulprit = suspect is not null && !notStarted.Contains(suspect);
        silo.Items.Clear();
        foreach (LedgerItem item in items)
        {
            item.IsCulprit |= hasCulprit && item == suspect;
            if (ledger.RequeueOrFail(item, countsAsFailure: hasCulprit ? item == suspect : !notStarted.Contains(item)))
            {
                _waiting.Add(item);
            }
            else if (item.IsCulprit)
            {
                _waiting.Clear();
            }
        }
    }

    /// <summary>
    /// Assigns the suspects, the items that may crash silos. The coordinator's own silo never runs one, because the whole run could
    /// fail with it. Suspects wait for another silo, and fail if none joins in time.
    /// </summary>
    private void DistributeSuspects(int limit, Dictionary<RosterSilo, List<LedgerItem>> assignments)
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

        while (_waiting.HasSuspects && ledger.AssignedCount < limit && roster.Silos.FirstOrDefault(s => s.Items.Count == 0 && AcceptsSuspects(s)) is { } idleSilo)
        {
            idleSilo.IsReserved = true;
            Choose(_waiting.DequeueSuspect(), idleSilo, assignments);
        }

        // Reserve the silo with the fewest items: it receives no others until the next suspect runs there.
        if (_waiting.HasSuspects && !roster.Silos.Any(s => s.IsReserved) && roster.Silos.Where(AcceptsSuspects).MinBy(s => s.Items.Count) is { } leastLoaded)
        {
            leastLoaded.IsReserved = true;
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

        // If the item that crashes silos is found, the other suspects are harmless.
        bool hasCulprit = suspects.Exists(s => s.IsCulprit);
        foreach (LedgerItem suspect in suspects)
        {
            if (hasCulprit && !suspect.IsCulprit)
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
    /// If only one silo besides the coordinator's own remains, reserves it for items whose silo failed, one after another. If it
    /// fails too, its current item is the cause, and the others may run on the only remaining silo.
    /// </summary>
    /// <returns>Whether the silo is reserved in this way.</returns>
    private bool DistributeTrials(int limit, Dictionary<RosterSilo, List<LedgerItem>> assignments)
    {
        RosterSilo[] others = [.. roster.Silos.Where(s => !s.IsLocal).Take(2)];
        if (!_waiting.HasRetries || others is not [var trialSilo] || roster.Silos.Count == 1)
        {
            return false;
        }

        trialSilo.IsReserved = true;
        bool isFree = trialSilo.Items.Count == 0 || (trialSilo.Trial is not null && Environment.TickCount64 - trialSilo.TrialStart > TrialMilliseconds && trialSilo.HasCapacity);
        if (isFree && ledger.AssignedCount < limit)
        {
            trialSilo.Trial = _waiting.DequeueRetry();
            trialSilo.TrialStart = long.MaxValue;
            Choose(trialSilo.Trial, trialSilo, assignments);
        }

        return true;
    }

    private void DistributeItems(int limit, Dictionary<RosterSilo, List<LedgerItem>> assignments)
    {
        bool reservesRetries = DistributeTrials(limit, assignments);
        while (reservesRetries ? _waiting.HasFresh : _waiting.HasItems && ledger.AssignedCount < limit)
        {
            RosterSilo[] free = [.. roster.Silos.Where(s => CapacityOf(s) > 0).OrderByDescending(CapacityOf)];
            if (free.Length == 0)
            {
                return;
            }

            int each = free.Length == 1 ? CapacityOf(free[0]) : 1;
            foreach (RosterSilo silo in free)
            {
                for (int i = 0; i < each && (reservesRetries ? _waiting.HasFresh : _waiting.HasItems) && ledger.AssignedCount < limit && CapacityOf(silo) > 0; i++)
                {
                    Choose(reservesRetries ? _waiting.DequeueFresh() : _waiting.DequeueItem(), silo, assignments);
                }
            }
        }
    }

    /// <summary>
    /// The number of items that a silo can accept. Items are not queued on the silo when some have failed with a silo, because a crash would
    /// affect all queued items, nor when the call has a concurrency limit, which the silo does not enforce.
    /// </summary>
    private int CapacityOf(RosterSilo silo) => _waiting.HasRetries || ledger.Spec.MaxConcurrency is not null || ledger.Spec.Epoch > 1 ? silo.FreeCapacity : silo.QueueCapacity;

    private void Choose(LedgerItem item, RosterSilo silo, Dictionary<RosterSilo, List<LedgerItem>> assignments)
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
            Add(assignments, silo, item);
        }
    }

    /// <summary>
    /// Whether an item starts only when the caller has read its assignment. If an item crashes the coordinator's silo, only the caller
    /// can count the failure. An item whose silo failed, and any item after a coordinator failed, may crash the next silo as well.
    /// </summary>
    private bool MustDefer(LedgerItem item, RosterSilo silo) => silo.IsLocal || item.SiloFailures > 0 || ledger.Spec.Epoch > 1;

    private static void Add(Dictionary<RosterSilo, List<LedgerItem>> items, RosterSilo silo, LedgerItem item)
    {
        if (!items.TryGetValue(silo, out List<LedgerItem>? siloItems))
        {
            items.Add(silo, siloItems = []);
        }

        siloItems.Add(item);
    }

    private async Task FollowAsync(RosterSilo silo, LedgerItem item)
    {
        try
        {
            if (await _sender.FollowAsync(silo).ConfigureAwait(true))
            {
                return;
            }

            // The silo no longer has the item: it waited too long for a coordinator.
            if (!_sender.IsEnded && silo.Items.Remove(item) && ledger.RequeueOrFail(item, countsAsFailure: false))
            {
                _waiting.Add(item);
                Distribute();
                onChanged();
            }
        }
        catch (Exception exception)
        {
            FailOver(silo, exception);
        }
    }

    /// <summary>Reassigns the items of a silo that a call did not reach.</summary>
    private void FailOver(RosterSilo silo, Exception exception)
    {
        CoordinatorLog.SiloUnreachable(logger, silo.Address, exception.Message);
        if (!_sender.IsEnded)
        {
            FailOver(silo);
            Distribute();
            onChanged();
        }
    }

    private readonly record struct DeferredItem(long Entry, LedgerItem Item, int Attempt, RosterSilo Silo)
    {
        /// <summary>Whether the silo still has this attempt at the item.</summary>
        public bool IsCurrent => Item.Attempt == Attempt && Silo.Items.Contains(Item);
    }
}
