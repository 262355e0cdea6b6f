using System.Collections.Concurrent;
using Hypergraph.Orleans.Protocol;
using Orleans;
using Orleans.Runtime;

namespace Hypergraph.Orleans.Working;

/// <summary>Caches which silos can run which graphs, for the lifetime of each silo. Thread-safe.</summary>
internal sealed class OfferCache(ISiloStatusOracle oracle, IGrainFactory grains)
{
    private readonly ConcurrentDictionary<(SiloAddress Silo, string Graph, string Version), Task<bool>> _queries = new();

    /// <summary>Whether all silos are known to have a graph. Queries the others for the next call.</summary>
    public bool HaveAll(RunSpec spec)
    {
        bool haveAll = true;
        foreach (SiloAddress silo in oracle.GetApproximateSiloStatuses(onlyActive: true).Keys)
        {
            Task<bool> query = _queries.GetOrAdd((silo, spec.Graph, spec.Version), static (key, cache) => cache.QueryAsync(key), this);
            haveAll &= query.IsCompletedSuccessfully && query.Result;
        }

        return haveAll;
    }

    private async Task<bool> QueryAsync((SiloAddress Silo, string Graph, string Version) key)
    {
        // The query must not complete before its task is stored.
        await Task.Yield();
        RemoveFailedSilos();
        try
        {
            WorkerOffer offer = await grains.GetGrain<IItemWorker>(key.Silo.ToParsableString()).OfferAsync(key.Graph, key.Version, isDurable: false).ConfigureAwait(false);
            if (offer.Refusal is null)
            {
                return true;
            }
        }
        catch (Exception)
        {
            // The silo is starting or stopping.
        }

        _queries.TryRemove(key, out _);
        return false;
    }

    private void RemoveFailedSilos()
    {
        Dictionary<SiloAddress, SiloStatus> active = oracle.GetApproximateSiloStatuses(onlyActive: true);
        foreach ((SiloAddress Silo, string, string) key in _queries.Keys.Where(k => !active.ContainsKey(k.Silo)))
        {
            _queries.TryRemove(key, out _);
        }
    }
}
