using System.Collections.Concurrent;
using Hypergraph.Hosting;
using Hypergraph.Orleans.Graphs;
using Hypergraph.Orleans.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Hypergraph.Orleans.Working;

/// <summary>Runs the items of all runs on one silo. Thread-safe.</summary>
internal sealed class SiloWorker : IDisposable
{
    private readonly ConcurrentDictionary<RunId, WorkerRun> _runs = new();
    private readonly SiloGraphs _graphs;
    private readonly GraphCatalog _catalog;
    private readonly IGrainFactory _grains;
    private readonly IServiceProvider _services;
    private readonly ILogger _logger;
    private readonly Lazy<AsyncRunner> _runner;

    public SiloWorker(SiloGraphs graphs, GraphCatalog catalog, IGrainFactory grains, ILocalSiloDetails silo, IServiceProvider services, ILoggerFactory loggers)
    {
        _graphs = graphs;
        _catalog = catalog;
        _grains = grains;
        _services = graphs.Services ?? services;
        _logger = WorkerLog.CreateLogger(loggers);
        _runner = new Lazy<AsyncRunner>(() => CreateRunner(graphs, services));
        Silo = silo.SiloAddress.ToParsableString();
        Permits = new SemaphoreSlim(graphs.MaxItems, graphs.MaxItems);
    }

    /// <summary>The address of the silo.</summary>
    public string Silo { get; }

    /// <summary>Limits the number of items that run concurrently.</summary>
    public SemaphoreSlim Permits { get; }

    public AsyncRunner Runner => _runner.Value;

    public ValueCodec Codec => _graphs.Values;

    /// <summary>Creates the service scope of an item; null if the graph uses no services.</summary>
    public ItemScope? CreateScope(Graph graph) => CallServices.AreUsedBy(graph) ? new ItemScope(_services.CreateAsyncScope(), _logger) : null;

    public WorkerOffer Offer(string graph, string version, bool isDurable)
    {
        string? refusal = _catalog.Find(graph, version).Refusal;
        refusal ??= isDurable && _graphs.Store is null ? "has no store for durable runs. Set SiloGraphs.Store to the store of the callers." : null;
        return new WorkerOffer { Refusal = refusal, MaxItems = _graphs.MaxItems };
    }

    /// <summary>Opens the journal of an item of a durable run.</summary>
    public ValueTask<RunJournal> JoinAsync(JournalPart part, CancellationToken cancellationToken) => _graphs.Store!.JoinAsync(part, cancellationToken);

    /// <summary>Starts items. Ignores items of an earlier epoch.</summary>
    /// <returns>False if the shared inputs of the run are missing.</returns>
    public bool Assign(Assignment assignment)
    {
        RunSpec spec = assignment.Spec;
        while (true)
        {
            if (!_runs.TryGetValue(spec.RunId, out WorkerRun? run))
            {
                if (!assignment.HasSharedInputs)
                {
                    return false;
                }

                run = _runs.GetOrAdd(spec.RunId, _ => Create(spec));
            }

            if (run.Spec.Epoch > spec.Epoch || (run.Spec.Epoch == spec.Epoch && run.TryAdd(assignment)))
            {
                return true;
            }

            run.Abort();
            Remove(run);
        }
    }

    /// <summary>Starts a single run without a coordinator, if the silo has free capacity, and waits briefly for its end.</summary>
    public async Task<SingleReply> RunSingleAsync(RunSpec spec)
    {
        if (Permits.CurrentCount == 0 || _catalog.Find(spec.Graph, spec.Version).Graph is null)
        {
            return SingleReply.NotStarted;
        }

        WorkerRun run = Create(spec);
        if (!_runs.TryAdd(spec.RunId, run))
        {
            return SingleReply.NotStarted;
        }

        return new SingleReply { Silo = Silo, End = await run.RunSingleAsync().ConfigureAwait(false) };
    }

    /// <summary>Starts reporting a run to its coordinator.</summary>
    /// <returns>False if the silo does not have the run.</returns>
    public bool Follow(RunId runId) => _runs.TryGetValue(runId, out WorkerRun? run) && run.Follow();

    public void Stop(RunId runId, string? reason, bool cancels)
    {
        if (_runs.TryGetValue(runId, out WorkerRun? run))
        {
            run.Stop(reason, cancels);
        }
    }

    /// <summary>Removes a run that is finished or aborted.</summary>
    public void Remove(WorkerRun run) => _runs.TryRemove(KeyValuePair.Create(run.Spec.RunId, run));

    public void Dispose()
    {
        foreach (WorkerRun run in _runs.Values)
        {
            run.Abort();
        }

        Permits.Dispose();
    }

    private static AsyncRunner CreateRunner(SiloGraphs graphs, IServiceProvider services)
    {
        AsyncRunner runner = graphs.Runner(services);
        return runner.Store is null
            ? runner
            : throw new InvalidOperationException("SiloGraphs.Runner creates a runner with a store, but a silo stores only parts of runs. Set SiloGraphs.Store instead.");
    }

    private WorkerRun Create(RunSpec spec)
    {
        (Graph? graph, string? refusal) = _catalog.Find(spec.Graph, spec.Version);
        return new WorkerRun(
            this,
            graph ?? throw new GraphNotAvailableException($"Silo {Silo} {refusal}"),
            spec,
            _grains.GetGrain<IRunCoordinator>(spec.RunId.ToString()));
    }
}
