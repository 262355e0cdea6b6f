using Orleans;

namespace Hypergraph.Orleans;

/// <summary>
/// All that a coordinator knows of its run, as one plain value: what is assigned, done, failed, to be tried again, and what was
/// told. Nothing that cannot be made from it again lies outside, so that it can be saved and restored.
/// </summary>
[GenerateSerializer]
internal sealed class RunLedger
{
    private const string NotRetried = "It may be what ends them; it is not tried again.";
    private const int MaxEntries = 2_000;
    private const int MaxEvents = 10_000;

    [Id(0)]
    public required RunSpec Spec { get; init; }

    /// <summary>The items by number; of a run that keeps no log, those whose end the caller does not have yet.</summary>
    [Id(1)]
    public Dictionary<long, LedgerItem> Items { get; init; } = [];

    /// <summary>What the caller is told; of a run that keeps no log, what it does not have yet.</summary>
    [Id(2)]
    public List<LogEntry> Log { get; init; } = [];

    /// <summary>The number of the first entry in <see cref="Log"/>.</summary>
    [Id(3)]
    public long LogStart { get; set; }

    /// <summary>Whether no further items will be added.</summary>
    [Id(4)]
    public bool HasAllItems { get; set; }

    /// <summary>Whether no further item is to start: after a failure, a stop, or a cancellation.</summary>
    [Id(5)]
    public bool IsEnding { get; set; }

    [Id(6)]
    public bool IsCancelled { get; set; }

    [Id(7)]
    public string? StopReason { get; set; }

    [Id(8)]
    public bool IsStopped { get; set; }

    /// <summary>Why it could not go on, if it could not.</summary>
    [Id(9)]
    public string? Failure { get; set; }

    /// <summary>The number of items that have not ended.</summary>
    [Id(10)]
    public int UnfinishedCount { get; set; }

    /// <summary>The number of items that a silo has.</summary>
    [Id(11)]
    public int AssignedCount { get; set; }

    /// <summary>Whether the caller, who had more to give, said nothing for so long that no further items are expected of it.</summary>
    [Id(12)]
    public bool HasCallerTimedOut { get; set; }

    /// <summary>About what <see cref="Log"/> takes.</summary>
    [Id(13)]
    public long LogBytes { get; set; }

    /// <summary>Whether what the caller has is kept for others: as asked, until the log is too large.</summary>
    [Id(14)]
    public bool KeepsLog { get; set; }

    /// <summary>Whether events are left out: the log is too large, and its caller is away.</summary>
    [Id(15)]
    public bool DropsEvents { get; set; }

    /// <summary>The number of the entry that comes next.</summary>
    public long LogEnd => LogStart + Log.Count;

    /// <summary>Whether nothing will be told any more.</summary>
    public bool IsEnded => Failure is not null || (AssignedCount == 0 && (IsEnding || (HasAllItems && UnfinishedCount == 0)));

    /// <summary>Adds items that are not known yet.</summary>
    public IEnumerable<LedgerItem> Add(IEnumerable<ItemInput> inputs)
    {
        List<LedgerItem> added = [];
        foreach (ItemInput input in inputs)
        {
            var item = new LedgerItem { Item = input.Item, Values = input.Values, SiloFailures = input.SiloFailures };
            if (Items.TryAdd(input.Item, item))
            {
                UnfinishedCount++;
                added.Add(item);
            }
        }

        return added;
    }

    /// <summary>Gives an item to a silo.</summary>
    public void Assign(LedgerItem item, string silo)
    {
        item.State = ItemState.Assigned;
        item.Silo = silo;
        item.Attempt++;
        AssignedCount++;
        Append(new LogEntry { Item = item.Item, Attempt = item.Attempt, SiloFailures = item.SiloFailures, Silo = silo });
    }

    /// <summary>Takes back an item that was given to a silo, but has not begun there.</summary>
    public void Withdraw(LedgerItem item)
    {
        item.State = ItemState.Waiting;
        item.Silo = null;
        AssignedCount--;
    }

    /// <summary>Takes what a silo tells of an attempt, if it is the one under way.</summary>
    /// <returns>The item if it has ended with this.</returns>
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

    /// <summary>Takes an item back from a silo that is lost: to be run again, or, after too many times, ended as failed.</summary>
    /// <returns>Whether it is to be run again.</returns>
    public bool RequeueOrFail(LedgerItem item, bool counts)
    {
        AssignedCount--;
        string? silo = item.Silo;
        item.State = ItemState.Waiting;
        item.Silo = null;
        item.SiloFailures += counts ? 1 : 0;
        if (item.SiloFailures <= Spec.MaxRetries)
        {
            return true;
        }

        FailItem(item, silo is null ? NotRetried : $"The last was {silo}. {NotRetried}");
        return false;
    }

    /// <summary>Fails an item that no silo has: it was lost too often.</summary>
    public void FailItem(LedgerItem item) => FailItem(item, NotRetried);

    /// <summary>Fails an item that no silo has, as the only silo that is left is the coordinator's own.</summary>
    public void FailItemForMissingSilo(LedgerItem item) => FailItem(
        item,
        $"It may be what ends them, and the only silo left coordinates the run: it is not tried there, as no other silo has joined for {Spec.SilosTimeout?.TotalSeconds:0.#} s. Add silos, or raise OrleansRunner.UnavailableTimeout.");

    private void FailItem(LedgerItem item, string reason)
    {
        string what = Spec.IsMap ? $"item {item.Item}" : "the run";
        string times = item.SiloFailures == 1 ? "once" : $"{item.SiloFailures} times";
        var error = new ItemLostException($"Graph '{Spec.Graph}': {what} was lost {times} with the silo that ran it. {reason}");
        Append(new LogEntry { Item = item.Item, Attempt = item.Attempt, SiloFailures = item.SiloFailures, Result = WireResult.Failed(error) });
        IsEnding |= Spec.StopsAtFailure;
        End(item);
    }

    /// <summary>Expects no further items: the caller is gone. What a stream has given is brought to its end; a map that lacks items fails.</summary>
    public void TimeOutCaller()
    {
        HasAllItems = true;
        HasCallerTimedOut = Spec.Count is null || Items.Count < Spec.Count;
        if (HasCallerTimedOut && Spec.Count is { } count)
        {
            Fail($"The caller of run {Spec.RunId} was lost when it had given {Items.Count} of {count} items. Start the map again; StartMapAsync returns when all are given.");
        }
    }

    /// <summary>Ends the run: no silo can go on with it.</summary>
    public void FailForMissingSilos(IEnumerable<string> refusals) => Fail(string.Join(
        Environment.NewLine, refusals.Prepend($"No silo that can run graph '{Spec.Graph}' has been there for {Spec.SilosTimeout?.TotalSeconds:0.#} s.")));

    /// <summary>Why the run cannot go on for who reads, if it cannot. A caller who was taken for lost would get a part of its stream for the whole.</summary>
    public string? FailureFor(bool isOwner) => Failure ?? (isOwner && HasCallerTimedOut
        ? $"The caller of run {Spec.RunId} said nothing for {Spec.CallerTimeout.TotalSeconds:0.#} s, and was taken for lost: the run ended with what it had given. Start it again."
        : null);

    private void Fail(string failure)
    {
        Failure = failure;
        IsEnding = true;
        IsStopped = true;
        IsCancelled = true;
    }

    /// <summary>What the log has from an entry on, as much as fits in a message.</summary>
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

    /// <summary>Forgets what the caller has, unless it is kept for others.</summary>
    public void Acknowledge(long before)
    {
        int count = (int)Math.Min(before - LogStart, Log.Count);
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

    /// <summary>Keeps the log within a limit: what the caller has, and events that no caller reads, are not worth more.</summary>
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
        item.Values = null;
        item.Silo = null;
        UnfinishedCount--;
    }
}
