using Hypergraph.Orleans.Protocol;
using Hypergraph.Orleans.Transport;

namespace Hypergraph.Orleans.Coordination;

/// <summary>Sends the assignments of one epoch of a run to the silos.</summary>
/// <param name="roster">The silos.</param>
/// <param name="ledger">The ledger of the epoch.</param>
internal sealed class AssignmentSender(SiloRoster roster, RunLedger ledger)
{
    /// <summary>Whether the epoch has ended.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Ends the epoch: nothing is sent any longer.</summary>
    public void End() => IsEnded = true;

    /// <summary>Sends items to the silos to which they are assigned.</summary>
    /// <param name="assignments">The items of each silo.</param>
    /// <param name="onUnreachable">Called for a silo that a call did not reach.</param>
    public void Send(Dictionary<RosterSilo, List<LedgerItem>> assignments, Action<RosterSilo, Exception> onUnreachable)
    {
        foreach ((RosterSilo silo, List<LedgerItem> items) in assignments)
        {
            _ = SendAsync(silo, items, onUnreachable);
        }
    }

    /// <summary>Makes a silo report the single run that it started.</summary>
    /// <returns>False if the silo no longer has the run.</returns>
    public async Task<bool> FollowAsync(RosterSilo silo)
    {
        if (!await silo.Worker.FollowAsync(ledger.Spec.RunId).ConfigureAwait(true))
        {
            return false;
        }

        await ForwardStopAsync(silo).ConfigureAwait(true);
        return true;
    }

    private async Task SendAsync(RosterSilo silo, List<LedgerItem> items, Action<RosterSilo, Exception> onUnreachable)
    {
        foreach (LedgerItem[] batch in WireBatches.Split(items, int.MaxValue, i => i.Input?.Bytes ?? 0))
        {
            if (IsEnded || roster.Find(silo.Address) != silo)
            {
                // The items were reassigned meanwhile.
                return;
            }

            try
            {
                await AssignAsync(silo, batch).ConfigureAwait(true);
            }
            catch (Exception exception)
            {
                onUnreachable(silo, exception);
            }
        }
    }

    private async Task AssignAsync(RosterSilo silo, LedgerItem[] items)
    {
        var assignment = new Assignment
        {
            Spec = silo.HasSharedInputs ? ledger.Spec with { SharedInputs = [] } : ledger.Spec,
            Items = [.. items.Select(i => (i.Input ?? new ItemInput { Item = i.Item, Values = [] }) with { SiloFailures = i.SiloFailures })],
            Attempts = [.. items.Select(i => i.Attempt)],
            MaxConcurrency = ledger.Spec.FunctionsOfItem,
            HasSharedInputs = !silo.HasSharedInputs,
        };
        silo.HasSharedInputs = true;
        if (!await silo.Worker.AssignAsync(assignment).ConfigureAwait(true))
        {
            await silo.Worker.AssignAsync(assignment.WithSharedInputs(ledger.Spec)).ConfigureAwait(true);
        }

        silo.LastContact = Environment.TickCount64;
        await ForwardStopAsync(silo).ConfigureAwait(true);
    }

    private Task ForwardStopAsync(RosterSilo silo) => ledger.IsStopped ? silo.StopAsync(ledger) : Task.CompletedTask;
}
