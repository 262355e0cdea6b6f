using Hypergraph.Durability;
using Hypergraph.Extensions.Hosting.Registrations;
using Hypergraph.Extensions.Hosting.Registry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hypergraph.Extensions.Hosting.Resuming;

/// <summary>Resumes stored runs, after the host has started. They are calls of the container's runner, so that they stop with the host.</summary>
internal sealed class ResumeRunsService(IServiceProvider services, ResumeRunsOptions options, IRunStore store) : BackgroundService
{
    private readonly ILogger _logger = services.GetService<ILoggerFactory>()?.CreateLogger(HostLog.Category) ?? NullLogger.Instance;
    private readonly RunStatus?[] _statuses = options.IncludesFailed ? [null, RunStatus.Stopped, RunStatus.Failed] : [null, RunStatus.Stopped];
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

    /// <summary>Lists the runs to resume. Whether the holder of a run still lives shows after a time: such runs come last, and only if there is room.</summary>
    private async Task<IReadOnlyList<StoredRun>> ListAsync(Dictionary<string, Graph> graphs, CancellationToken cancellationToken)
    {
        List<StoredRun> free = [];
        List<StoredRun> held = [];
        await foreach (StoredRun run in store.ListAsync(new RunQuery { Statuses = _statuses }, cancellationToken).ConfigureAwait(false))
        {
            if (run.GraphName is { } name && graphs.ContainsKey(name))
            {
                (run.Lease.Owner is null || run.IsInterrupted() ? free : held).Add(run);
            }

            if (free.Count == options.MaxRuns)
            {
                break;
            }
        }

        return [.. free.Concat(held).Take(options.MaxRuns)];
    }

    private async ValueTask ResumeAsync(StoredRun run, Graph graph, CancellationToken stoppingToken)
    {
        try
        {
            // Another host may have resumed the run meanwhile.
            if (!await store.TryReleaseAsync(run.Id, stoppingToken).ConfigureAwait(false)
                || await store.FindAsync(run.Id, stoppingToken).ConfigureAwait(false) is not { } current
                || !_statuses.Contains(current.Status))
            {
                return;
            }

            // A host that stops lets the running nodes finish, as those of all calls.
            RunStatus status = await services.GetRequiredService<IGraphRunner>()
                .ContinueAsync(store, graph, run.Id, options.RunOptions, options.MapOptions, CancellationToken.None).ConfigureAwait(false);
            if (status == RunStatus.Failed)
            {
                HostLog.RunNotResumed(_logger, run.Id, error: null);
            }
        }
        catch (Exception exception) when (exception is RunHeldException or NotSupportedException)
        {
            // Another host was first, or the run maps over a stream, which its caller has.
        }
        catch (Exception exception)
        {
            if (!_registry.IsStopping)
            {
                HostLog.RunNotResumed(_logger, run.Id, exception);
            }
        }
    }
}
