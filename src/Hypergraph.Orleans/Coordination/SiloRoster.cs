using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Hypergraph.Orleans;

/// <summary>The silos that run the items of one run: finds those that can, and tells those that are lost.</summary>
/// <param name="oracle">Knows the cluster's members.</param>
/// <param name="grains">The doors to the silos.</param>
/// <param name="own">The address of the silo that the coordinator is on.</param>
/// <param name="silence">After how long without a sign of life a silo that has items counts as lost.</param>
/// <param name="logger">Where it is said.</param>
internal sealed class SiloRoster(ISiloStatusOracle oracle, IGrainFactory grains, string own, TimeSpan silence, ILogger logger)
{
    // As long as one silo can begin, those that are slow to answer are not waited for.
    private static readonly TimeSpan DiscoveryTimeout = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, RosterSilo> _silos = [];
    private readonly Dictionary<string, Task> _pendingQueries = [];
    private readonly Dictionary<string, string> _refusals = [];
    private readonly HashSet<string> _unreachable = [];
    private bool _logsRefusals;

    public IReadOnlyCollection<RosterSilo> Silos => _silos.Values;

    /// <summary>Why some silos run nothing, in words.</summary>
    public IEnumerable<string> Refusals => _refusals.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => $"Silo {r.Key} {r.Value}");

    public RosterSilo? Find(string silo) => _silos.GetValueOrDefault(silo);

    /// <summary>
    /// Asks all silos for the first time whether they can run the graph, and waits until they have answered, or long enough
    /// and one of them can.
    /// </summary>
    /// <param name="spec">The run.</param>
    /// <param name="before">The silos of which it has to be known whether they live.</param>
    public async Task DiscoverInitialAsync(RunSpec spec, string[] before)
    {
        // The first to begin the run is told of refusals.
        _logsRefusals = spec.Epoch > 1;
        Task all = DiscoverAsync(spec);
        await Task.WhenAny(all, Task.Delay(DiscoveryTimeout)).ConfigureAwait(true);
        while (_pendingQueries.Keys.Any(before.Contains) || (_silos.Count == 0 && _refusals.Count == 0 && _pendingQueries.Count > 0))
        {
            await Task.WhenAny(_pendingQueries.Values).ConfigureAwait(true);
        }

        _logsRefusals = true;
    }

    /// <summary>Asks the silos that are not known yet.</summary>
    public Task DiscoverAsync(RunSpec spec)
    {
        string[] active = [.. ActiveAddresses()];
        _unreachable.IntersectWith(active);
        foreach (string silo in active.Where(s => !_silos.ContainsKey(s) && !_refusals.ContainsKey(s) && !_pendingQueries.ContainsKey(s)))
        {
            _pendingQueries.Add(silo, QueryAsync(silo, spec));
        }

        return Task.WhenAll(_pendingQueries.Values.ToArray());
    }

    /// <summary>The silos that have left the cluster, or say nothing although they have items.</summary>
    public RosterSilo[] FindFailed()
    {
        HashSet<string> active = [.. ActiveAddresses()];
        long now = Environment.TickCount64;
        return [.. _silos.Values.Where(s => !active.Contains(s.Address) || (s.Items.Count > 0 && now - s.LastContact > silence.TotalMilliseconds))];
    }

    /// <summary>Forgets a silo.</summary>
    /// <returns>False if it was forgotten before; it may have been found again since.</returns>
    public bool Remove(RosterSilo silo) => _silos.TryGetValue(silo.Address, out RosterSilo? now) && now == silo && _silos.Remove(silo.Address);

    private IEnumerable<string> ActiveAddresses() => oracle.GetApproximateSiloStatuses(onlyActive: true).Keys.Select(s => s.ToParsableString());

    private async Task QueryAsync(string silo, RunSpec spec)
    {
        // The answer is not to come before the question is noted.
        await Task.Yield();
        try
        {
            IItemWorker worker = grains.GetGrain<IItemWorker>(silo);
            WorkerOffer offer = await worker.OfferAsync(spec.Graph, spec.Version).ConfigureAwait(true);
            if (offer.Refusal is { } refusal)
            {
                _refusals.Add(silo, refusal);
                if (_logsRefusals)
                {
                    CoordinatorLog.SiloRefused(logger, silo, refusal);
                }
            }
            else
            {
                _silos.TryAdd(silo, new RosterSilo(silo, worker, offer.MaxItems, silo == own));
            }
        }
        catch (Exception exception)
        {
            // It is going, or coming up, or runs something else. As long as it is there it is asked again, and told of once.
            if (_unreachable.Add(silo))
            {
                CoordinatorLog.SiloUnreachable(logger, silo, exception.Message);
            }
        }
        finally
        {
            _pendingQueries.Remove(silo);
        }
    }
}
