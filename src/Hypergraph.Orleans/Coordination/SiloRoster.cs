using Hypergraph.Orleans.Protocol;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Hypergraph.Orleans.Coordination;

/// <summary>The silos that run the items of one run. Finds the silos that can run the graph, and detects failed ones.</summary>
/// <param name="oracle">The cluster's membership.</param>
/// <param name="grains">Creates references to the workers of the silos.</param>
/// <param name="localAddress">The address of the coordinator's silo.</param>
/// <param name="silenceTimeout">The time without a report after which a silo with items counts as failed.</param>
/// <param name="logger">Logs refusals and unreachable silos.</param>
internal sealed class SiloRoster(ISiloStatusOracle oracle, IGrainFactory grains, string localAddress, TimeSpan silenceTimeout, ILogger logger)
{
    // If one silo can start, slower ones are not awaited any longer.
    private static readonly TimeSpan DiscoveryTimeout = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, RosterSilo> _silos = [];
    private readonly Dictionary<string, Task> _pendingQueries = [];
    private readonly Dictionary<string, string> _refusals = [];
    private readonly HashSet<string> _unreachable = [];
    private bool _logsRefusals;

    public IReadOnlyCollection<RosterSilo> Silos => _silos.Values;

    /// <summary>The reasons why silos cannot run the graph.</summary>
    public IEnumerable<string> Refusals => _refusals.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => $"Silo {r.Key} {r.Value}");

    public RosterSilo? Find(string silo) => _silos.GetValueOrDefault(silo);

    /// <summary>
    /// Queries all silos for the first time, and waits until all have replied, or until the timeout if at least one can run
    /// the graph.
    /// </summary>
    /// <param name="spec">The run.</param>
    /// <param name="required">The silos whose replies are always awaited.</param>
    public async Task DiscoverInitialAsync(RunSpec spec, string[] required)
    {
        // In the first epoch the caller receives the refusals.
        _logsRefusals = spec.Epoch > 1;
        Task all = DiscoverAsync(spec);
        await Task.WhenAny(all, Task.Delay(DiscoveryTimeout)).ConfigureAwait(true);
        while (_pendingQueries.Keys.Any(required.Contains) || (_silos.Count == 0 && _refusals.Count == 0 && _pendingQueries.Count > 0))
        {
            await Task.WhenAny(_pendingQueries.Values).ConfigureAwait(true);
        }

        _logsRefusals = true;
    }

    /// <summary>Queries new silos.</summary>
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

    /// <summary>Finds the silos that have left the cluster, or that are silent although they have items.</summary>
    public RosterSilo[] FindFailed()
    {
        HashSet<string> active = [.. ActiveAddresses()];
        long now = Environment.TickCount64;
        return [.. _silos.Values.Where(s => !active.Contains(s.Address) || (s.Items.Count > 0 && now - s.LastContact > silenceTimeout.TotalMilliseconds))];
    }

    /// <summary>Removes a silo.</summary>
    /// <returns>False if it was removed before, even if another record of the silo was added since.</returns>
    public bool Remove(RosterSilo silo) => _silos.TryGetValue(silo.Address, out RosterSilo? current) && current == silo && _silos.Remove(silo.Address);

    private IEnumerable<string> ActiveAddresses() => oracle.GetApproximateSiloStatuses(onlyActive: true).Keys.Select(s => s.ToParsableString());

    private async Task QueryAsync(string silo, RunSpec spec)
    {
        // The query must not complete before it is recorded as pending.
        await Task.Yield();
        try
        {
            IItemWorker worker = grains.GetGrain<IItemWorker>(silo);
            WorkerOffer offer = await worker.OfferAsync(spec.Graph, spec.Version, spec.IsDurable).ConfigureAwait(true);
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
                _silos.TryAdd(silo, new RosterSilo(silo, worker, offer.MaxItems, silo == localAddress));
            }
        }
        catch (Exception exception)
        {
            // The silo is starting, stopping, or does not host Hypergraph. It is queried again while it is active, but logged once.
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
