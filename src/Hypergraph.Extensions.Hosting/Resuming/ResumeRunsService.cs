using Hypergraph.Durability;
using Hypergraph.Extensions.Hosting.Registrations;
using Hypergraph.Extensions.Hosting.Registry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hypergraph.Extensions.Hosting.Resuming;

/// <summary>Runs stored runs on, after the host has started. They are calls of the container's runner, so that they stop with the host.</summary>
internal sealed class ResumeRunsService(IServiceProvider services, ResumeRunsOptions options, IRunStore store) : BackgroundService
{
    private readonly ILogger _logger = services.GetService<ILoggerFactory>()?.CreateLogger(HostLog.Category) ?? NullLogger.Instance;
    private readonly IRunRegistry _registry = services.GetRequiredService<IRunRegistry>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The start of the host does not wait for the store.
        await Task.Yield();
        try
        {
            await Task.Delay(options.StartDelay, services.GetService<TimeProvider>() ?? TimeProvider.System, stoppingToken).ConfigureAwait(false);
            Dictionary<string, Graph> graphs = services.GetServices<GraphRegistration>()
                .Select(registration => services.GetRequiredKeyedService<Graph>(registration.Name))
                .DistinctBy(graph => graph.Name)
                .ToDictionary(graph => graph.Name!);
            IReadOnlyList<StoredRun> runs = await ListAsync(graphs, stoppingToken).ConfigureAwait(false);
            if (runs.Count > 0)
            {
                HostLog.ResumingRuns(_logger, runs.Count);
            }

            var limit = new ParallelOptions { MaxDegreeOfParallelism = options.MaxConcurrent, CancellationToken = stoppingToken };
            await Parallel.ForEachAsync(runs, limit, (run, token) => ResumeAsync(run, graphs[run.GraphName!], token)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
        catch (RunStoreException exception)
        {
            HostLog.RunsNotListed(_logger, exception);
        }
    }

    private async Task<IReadOnlyList<StoredRun>> ListAsync(Dictionary<string, Graph> graphs, CancellationToken cancellationToken)
    {
        var query = new RunQuery { Statuses = options.IncludesFailed ? [null, RunStatus.Stopped, RunStatus.Failed] : [null, RunStatus.Stopped] };
        List<StoredRun> runs = [];
        await foreach (StoredRun run in store.ListAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (run.GraphName is { } name && graphs.ContainsKey(name))
            {
                runs.Add(run);
                if (runs.Count == options.MaxRuns)
                {
                    break;
                }
            }
        }

        // Whether the holder of a run still lives shows after a time: such runs come last.
        return [.. runs.OrderBy(run => run.Lease.Owner is not null && !run.IsInterrupted())];
    }

    private async ValueTask ResumeAsync(StoredRun run, Graph graph, CancellationToken stoppingToken)
    {
        try
        {
            if (await store.TryReleaseAsync(run.Id, stoppingToken).ConfigureAwait(false))
            {
                // A host that stops lets the running nodes finish, as those of all calls.
                _ = await services.GetRequiredService<IGraphRunner>()
                    .ContinueAsync(store, graph, run.Id, options.RunOptions, options.MapOptions, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            // Where another host holds the run, it was first.
            if (exception is not RunHeldException && !_registry.IsStopping)
            {
                HostLog.RunNotResumed(_logger, run.Id, exception);
            }
        }
    }
}
