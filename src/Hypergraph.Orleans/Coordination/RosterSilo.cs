using System.Diagnostics;

namespace Hypergraph.Orleans;

/// <summary>What a run's coordinator knows of one silo.</summary>
/// <param name="address">Its address.</param>
/// <param name="worker">The door to it.</param>
/// <param name="maxItems">The number of items that it may have under way.</param>
/// <param name="isOwn">Whether the coordinator is on this very silo.</param>
internal sealed class RosterSilo(string address, IItemWorker worker, int maxItems, bool isOwn)
{
    private const int TimesAhead = 2;
    private const double LongestOfQuick = 20;

    private long _windowBegan = Stopwatch.GetTimestamp();
    private int _endedInWindow;
    private bool _isQuick;

    public string Address => address;

    public IItemWorker Worker => worker;

    public bool IsLocal => isOwn;

    /// <summary>Whether it was sent the inputs that all items share.</summary>
    public bool HasSharedInputs { get; set; }

    /// <summary>The items of the run that it has.</summary>
    public HashSet<LedgerItem> Items { get; } = [];

    /// <summary>The number of its last report.</summary>
    public long LastReport { get; set; }

    /// <summary>When it was heard of last, on the clock of <see cref="Environment.TickCount64"/>.</summary>
    public long LastContact { get; set; } = Environment.TickCount64;

    /// <summary>Whether it is kept for one item alone, which may be what ends silos.</summary>
    public bool IsReserved { get; set; }

    /// <summary>The item that began last of those that it runs one after another; null for a silo that runs any.</summary>
    public LedgerItem? Trial { get; set; }

    /// <summary>When <see cref="Trial"/> began; as long as it is held back, the end of all times.</summary>
    public long TrialBegan { get; set; }

    /// <summary>The item that is to blame if the silo is lost: the only one that it has, or the one that it began last.</summary>
    public LedgerItem? Suspect => Items.Count == 1 ? Items.Single() : Trial is { } trial && Items.Contains(trial) ? trial : null;

    /// <summary>Tells it that the run was asked to stop. It is told again in the answer to each of its reports.</summary>
    public async Task StopAsync(RunLedger ledger)
    {
        try
        {
            await worker.StopAsync(ledger.Spec.RunId, ledger.StopReason, ledger.IsCancelled).ConfigureAwait(true);
        }
        catch (Exception)
        {
            // A silo that is gone has stopped.
        }
    }

    /// <summary>How many items it can begin at once.</summary>
    public int FreeCapacity => IsReserved ? 0 : maxItems - Items.Count;

    /// <summary>
    /// How many items it can take. Where items take next to no time it has some ahead of those under way, so that it does not stand still while its
    /// reports are on their way.
    /// </summary>
    public int RoomAhead => IsReserved ? 0 : (_isQuick ? maxItems * (1 + TimesAhead) : maxItems) - Items.Count;

    public bool HasRoom => Items.Count < maxItems;

    /// <summary>Notes that some items have ended since it was heard of last.</summary>
    public void NoteEnded(int count)
    {
        long now = Stopwatch.GetTimestamp();
        _endedInWindow += count;
        double milliseconds = Stopwatch.GetElapsedTime(_windowBegan, now).TotalMilliseconds;
        if (_endedInWindow < maxItems && milliseconds < LongestOfQuick)
        {
            return;
        }

        // All slots have had an item within the time, or they have not.
        _isQuick = milliseconds * maxItems / Math.Max(1, _endedInWindow) < LongestOfQuick;
        _windowBegan = now;
        _endedInWindow = 0;
    }
}
