using System.Collections.Concurrent;
using Orleans;
using Orleans.Runtime;

namespace Hypergraph.Orleans;

/// <summary>Remembers which silos can run which graphs: a silo that can does so as long as it lives. Safe from any thread.</summary>
internal sealed class KnownOffers(ISiloStatusOracle oracle, IGrainFactory grains)
{
    private readonly ConcurrentDictionary<(SiloAddress Silo, string Graph, string Version), Task<bool>> _asked = new();

    /// <summary>Whether all silos of the cluster are known to have a graph. Those that are not known are asked for the next time.</summary>
    public bool HaveAll(RunSpec spec)
    {
        bool haveAll = true;
        foreach (SiloAddress silo in oracle.GetApproximateSiloStatuses(onlyActive: true).Keys)
        {
            Task<bool> asked = _asked.GetOrAdd((silo, spec.Graph, spec.Version), static (key, known) => known.AskAsync(key), this);
            haveAll &= asked.IsCompletedSuccessfully && asked.Result;
        }

        return haveAll;
    }

    private async Task<bool> AskAsync((SiloAddress Silo, string Graph, string Version) key)
    {
        // The answer is not to come before the question is noted.
        await Task.Yield();
        ForgetLost();
        try
        {
            WorkerOffer offer = await grains.GetGrain<IItemWorker>(key.Silo.ToParsableString()).OfferAsync(key.Graph, key.Version).ConfigureAwait(false);
            if (offer.Refusal is null)
            {
                return true;
            }
        }
        catch (Exception)
        {
            // It is going or coming up.
        }

        _asked.TryRemove(key, out _);
        return false;
    }

    private void ForgetLost()
    {
        Dictionary<SiloAddress, SiloStatus> active = oracle.GetApproximateSiloStatuses(onlyActive: true);
        foreach ((SiloAddress Silo, string, string) key in _asked.Keys.Where(k => !active.ContainsKey(k.Silo)))
        {
            _asked.TryRemove(key, out _);
        }
    }
}
