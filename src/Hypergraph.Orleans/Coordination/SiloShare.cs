namespace Hypergraph.Orleans;

/// <summary>What a run's coordinator knows of one silo.</summary>
/// <param name="address">Its address.</param>
/// <param name="worker">The door to it.</param>
/// <param name="maxItems">The number of items that it may have under way.</param>
/// <param name="isOwn">Whether the coordinator is on this very silo.</param>
internal sealed class SiloShare(string address, IItemWorker worker, int maxItems, bool isOwn)
{
    public string Address => address;

    public IItemWorker Worker => worker;

    public bool IsOwn => isOwn;

    /// <summary>Whether it was sent the inputs that all items share.</summary>
    public bool HasShared { get; set; }

    /// <summary>The items of the run that it has.</summary>
    public HashSet<LedgerItem> Items { get; } = [];

    /// <summary>The number of its last report.</summary>
    public long LastReport { get; set; }

    /// <summary>When it was heard of last, on the clock of <see cref="Environment.TickCount64"/>.</summary>
    public long LastHeard { get; set; } = Environment.TickCount64;

    /// <summary>Whether it is kept for one item alone, which may be what ends silos.</summary>
    public bool IsReserved { get; set; }

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

    /// <summary>How many items it can take.</summary>
    public int Room => IsReserved ? 0 : maxItems - Items.Count;
}
