using Hypergraph.Orleans.Protocol;
using Hypergraph.Orleans.Transport;
using Hypergraph.Orleans.Transport.Results;
using Orleans;

namespace Hypergraph.Orleans.Coordination;

/// <summary>
/// The complete state of a run in its coordinator, as one serializable value: the items and the log. All other state of the
/// coordinator can be derived from it, so that it can be saved and restored.
/// </summary>
[GenerateSerializer]
[Alias("Hypergraph.Orleans.RunLedger")]
internal sealed class RunLedger
{
    private const int MaxEntries = 2_000;
    private const int MaxEvents = 10_000;

    [Id(0)]
    public required RunSpec Spec { get; init; }

    /// <summary>The items by number; if the run keeps no log, only those whose end the caller has not read.</summary>
    [Id(1)]
    public Dictionary<long, LedgerItem> Items { get; init; } = [];

    /// <summary>The log for the callers; if the run keeps no log, only the entries that the caller has not read.</summary>
    [Id(2)]
    public List<LogEntry> Log { get; init; } = [];

    /// <summary>The number of the first entry in <see cref="Log"/>.</summary>
    [Id(3)]
    public long LogStart { get; set; }

    /// <summary>Whether no further items will be added.</summary>
    [Id(4)]
    public bool HasAllItems { get; set; }

    /// <summary>Whether no further item may start: after a failure, a stop, or a cancellation.</summary>
    [Id(5)]
    public bool IsEnding { get; set; }

    [Id(6)]
    public bool IsCancelled { get; set; }

    [Id(7)]
    public string? StopReason { get; set; }

    [Id(8)]
    public bool IsStopped { get; set; }

    /// <summary>The reason why the run could not continue; otherwise, null.</summary>
    [Id(9)]
    public string? Failure { get; set; }

    /// <summary>The number of items that have not ended.</summary>
    [Id(10)]
    public int UnfinishedCount { get; set; }

    /// <summary>The number of items that are assigned to silos.</summary>
    [Id(11)]
    public int AssignedCount { get; set; }

    /// <summary>Whether the caller was silent for too long before it had submitted all items, so that no further items are expected.</summary>
    [Id(12)]
    public bool HasCallerTimedOut { get; set; }

    /// <summary>The approximate size of <see cref="Log"/>.</summary>
    [Id(13)]
    public long LogBytes { get; set; }

    /// <summary>Whether acknowledged entries are kept for other callers: as requested, until the log is too large.</summary>
    [Id(14)]
    public bool KeepsLog { get; set; }

    /// <summary>Whether events are dropped: the log is too large, and its caller is away.</summary>
    [Id(15)]
    public bool DropsEvents { get; set; }

    /// <summary>The number of the next entry.</summary>
    public long LogEnd => LogStart + Log.Count;

    /// <summary>Whether no further entries will be added.</summary>
    public bool IsEnded => Failure is not null || (AssignedCount == 0 && (IsEnding || (HasAllItems && UnfinishedCount == 0)));

    /// <summary>Adds new items, and returns them.</summary>
    public IEnumerable<LedgerItem> Add(IEnumerable<ItemInput> inputs)
    {
        List<LedgerItem> added = [];
        foreach (ItemInput input in inputs)
        {
            var item = new LedgerItem { Item = input.Item, Input = input, SiloFailures = input.SiloFailures };
            if (Items.TryAdd(input.Item, item))
            {
                UnfinishedCount++;
                added.Add(item);
            }
        }

        return added;
    }

    /// <summary>Assigns an item to a silo.</summary>
    public void Assign(LedgerItem item, string silo)
    {
        item.State = ItemState.Assigned;
        item.Silo = silo;
        item.Attempt++;
        AssignedCount++;
        Append(new LogEntry { Item = item.Item, Attempt = item.Attempt, SiloFailures = item.SiloFailures, Silo = silo });
    }

    /// <summary>Withdraws an assigned item that has not started.</summary>
    public void Withdraw(LedgerItem item)
    {
        item.State = ItemState.Waiting;
        item.Silo = null;
        AssignedCount--;
    }

    /// <summary>Applies an entry from a silo, if it belongs to the current attempt.</summary>
    /// <returns>The item if the entry ends it; otherwise, null.</returns>
    public LedgerItem? Apply(LogEntry entry, string silo)
    {
        if (!Items.TryGetValue(entry.Item, out LedgerItem? item) || item.State != ItemState.Assigned || item.Attempt != entry.Attempt || item.Silo != silo)
        {
            return null;
        }

        Append(DropsEvents ? entry.WithoutEvents() : entry);
        if (entry.Result is not { } result)
        {
            return null;
        }

        IsEnding |= Spec.StopsAtFailure && result.Status == RunStatus.Failed;
        AssignedCount--;
        End(item);
        return item;
    }

    /// <summary>Requeues an item of a failed silo, or fails the item if its silos failed too often.</summary>
    /// <returns>Whether the item will run again.</returns>
    public bool RequeueOrFail(LedgerItem item, bool countsAsFailure)
    {
        AssignedCount--;
        string? silo = item.Silo;
        item.State = ItemState.Waiting;
        item.Silo = null;
        item.SiloFailures += countsAsFailure ? 1 : 0;
        if (item.SiloFailures <= Spec.MaxItemRetries)
        {
            return true;
        }

        FailItem(item, silo is null ? NotRetried : $"The last silo was {silo}. {NotRetried}");
        return false;
    }

    /// <summary>Fails an unassigned item whose silos failed too often.</summary>
    public void FailItem(LedgerItem item) => FailItem(item, NotRetried);

    /// <summary>Fails an unassigned item because the coordinator's own silo is the only one that remains.</summary>
    public void FailItemForMissingSilo(LedgerItem item) => FailItem(
        item,
        $"{Suspicion}, and is not retried on the only remaining silo, which coordinates the run. No other silo has joined for {Spec.SilosTimeout?.TotalSeconds:0.#} s. Add silos, or increase OrleansRunner.UnavailableTimeout.");

    private string Suspicion => $"The {(Spec.IsMap ? "item" : "run")} may crash its silos";

    private string NotRetried => $"{Suspicion}, and is not retried.";

    private void FailItem(LedgerItem item, string reason)
    {
        string subject = Spec.IsMap ? $"item {item.Item}" : "it";
        string times = item.SiloFailures == 1 ? "once" : $"{item.SiloFailures} times";
        var error = new ItemLostException($"Graph '{Spec.Graph}': the silo that ran {subject} failed {times}. {reason}");
        Append(new LogEntry { Item = item.Item, Attempt = item.Attempt, SiloFailures = item.SiloFailures, Result = WireResult.Failed(error) });
        IsEnding |= Spec.StopsAtFailure;
        End(item);
    }

    /// <summary>Stops waiting for items from an absent caller. The submitted items of a stream run to their end; a map that lacks items fails.</summary>
    public void TimeOutCaller()
    {
        HasAllItems = true;
        HasCallerTimedOut = Spec.Count is null || Items.Count < Spec.Count;
        if (HasCallerTimedOut && Spec.Count is { } count)
        {
            Fail($"The caller of run {Spec.RunId} disappeared when it had submitted {Items.Count} of {count} items. Start the map again; SubmitMapAsync returns when all items are submitted.");
        }
    }

    /// <summary>Fails the run because no silo can continue it.</summary>
    public void FailForMissingSilos(IEnumerable<string> refusals) => Fail(string.Join(
        Environment.NewLine, refusals.Prepend($"No silo that can run graph '{Spec.Graph}' has been available for {Spec.SilosTimeout?.TotalSeconds:0.#} s.")));

    /// <summary>The reason why the run cannot continue for a caller; otherwise, null. A caller that timed out must not mistake a part of its stream for the whole.</summary>
    public string? FailureFor(bool isOwner) => Failure ?? (isOwner && HasCallerTimedOut
        ? $"The caller of run {Spec.RunId} was silent for {Spec.CallerTimeout.TotalSeconds:0.#} s, so the run ended with the items that it had submitted. Start the run again."
        : null);

    private void Fail(string failure)
    {
        Failure = failure;
        IsEnding = true;
        IsStopped = true;
        IsCancelled = true;
    }

    /// <summary>Reads the log from an entry on, up to the size of a message.</summary>
    public LogEntry[] Read(long from)
    {
        List<LogEntry> batch = [];
        int events = 0;
        int bytes = 0;
        for (int i = (int)(from - LogStart); i >= 0 && i < Log.Count && batch.Count < MaxEntries && events < MaxEvents && bytes < WireBatches.FullBytes; i++)
        {
            batch.Add(Log[i]);
            events += Log[i].Events.Length;
            bytes += Log[i].Bytes;
        }

        return [.. batch];
    }

    /// <summary>Removes the entries that the caller has read, unless the log is kept for other callers.</summary>
    public void Acknowledge(long beforeEntry)
    {
        int count = (int)Math.Min(beforeEntry - LogStart, Log.Count);
        if (KeepsLog || count <= 0)
        {
            return;
        }

        foreach (LogEntry entry in Log.Take(count))
        {
            LogBytes -= entry.Bytes;
            if (entry.Result is not null)
            {
                Items.Remove(entry.Item);
            }
        }

        Log.RemoveRange(0, count);
        LogStart += count;
    }

    /// <summary>Limits the log: above the limit, it no longer keeps entries that the caller has read, nor events while the caller is away.</summary>
    public void LimitLog(long maxBytes, bool isCallerAway)
    {
        bool isTooLarge = LogBytes > maxBytes;
        KeepsLog &= !isTooLarge;
        DropsEvents = isTooLarge && isCallerAway;
    }

    private void Append(LogEntry entry)
    {
        Log.Add(entry);
        LogBytes += entry.Bytes;
    }

    private void End(LedgerItem item)
    {
        item.State = ItemState.Ended;
        item.Input = null;
        item.Silo = null;
        UnfinishedCount--;
    }
}
