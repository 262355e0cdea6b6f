using System.Diagnostics;
using Hypergraph.Orleans.Protocol;

namespace Hypergraph.Orleans.Coordination;

/// <summary>A coordinator's record of one silo.</summary>
/// <param name="address">The address of the silo.</param>
/// <param name="worker">The grain that runs items on the silo.</param>
/// <param name="maxItems">The number of items that the silo may run concurrently.</param>
/// <param name="isLocal">Whether the coordinator is on this silo.</param>
internal sealed class RosterSilo(string address, IItemWorker worker, int maxItems, bool isLocal)
{
    private const int QueueFactor = 2;
    private const double MaxQuickMilliseconds = 20;

    private long _sampleStart = Stopwatch.GetTimestamp();
    private int _sampleEnded;
    private bool _isQuick;

    public string Address => address;

    public IItemWorker Worker => worker;

    public bool IsLocal => isLocal;

    /// <summary>Whether the shared inputs were sent to the silo.</summary>
    public bool HasSharedInputs { get; set; }

    /// <summary>The items of the run that are assigned to the silo.</summary>
    public HashSet<LedgerItem> Items { get; } = [];

    /// <summary>The number of the last report.</summary>
    public long LastReport { get; set; }

    /// <summary>The time of the last contact, as <see cref="Environment.TickCount64"/>.</summary>
    public long LastContact { get; set; } = Environment.TickCount64;

    /// <summary>Whether the silo is reserved for one item that may crash silos.</summary>
    public bool IsReserved { get; set; }

    /// <summary>The item that started last on a silo that runs items one after another; null for other silos.</summary>
    public LedgerItem? Trial { get; set; }

    /// <summary>The start time of <see cref="Trial"/>; <see cref="long.MaxValue"/> while it is deferred.</summary>
    public long TrialStart { get; set; }

    /// <summary>The likely cause if the silo fails: its only item, or the trial.</summary>
    public LedgerItem? Suspect => Items.Count == 1 ? Items.Single() : Trial is { } trial && Items.Contains(trial) ? trial : null;

    /// <summary>Forwards a stop request. The reply to each report of the silo repeats it.</summary>
    public async Task StopAsync(RunLedger ledger)
    {
        try
        {
            await worker.StopAsync(ledger.Spec.RunId, ledger.StopReason, ledger.IsCancelled).ConfigureAwait(true);
        }
        catch (Exception)
        {
            // A failed silo runs nothing.
        }
    }

    /// <summary>The number of items that the silo can start immediately.</summary>
    public int FreeCapacity => IsReserved ? 0 : maxItems - Items.Count;

    /// <summary>
    /// The number of items that the silo can accept. Very short items are also queued on the silo, so that it is not idle while its reports
    /// are in transit.
    /// </summary>
    public int QueueCapacity => IsReserved ? 0 : (_isQuick ? maxItems * (1 + QueueFactor) : maxItems) - Items.Count;

    public bool HasCapacity => Items.Count < maxItems;

    /// <summary>Records the number of items that ended since the last report.</summary>
    public void RecordEnded(int count)
    {
        long now = Stopwatch.GetTimestamp();
        _sampleEnded += count;
        double milliseconds = Stopwatch.GetElapsedTime(_sampleStart, now).TotalMilliseconds;
        if (_sampleEnded < maxItems && milliseconds < MaxQuickMilliseconds)
        {
            return;
        }

        // The average time of an item, with maxItems running concurrently.
        _isQuick = milliseconds * maxItems / Math.Max(1, _sampleEnded) < MaxQuickMilliseconds;
        _sampleStart = now;
        _sampleEnded = 0;
    }
}
