using Hypergraph.Orleans.Calling;
using Hypergraph.Orleans.Protocol;
using Hypergraph.Orleans.Timeouts;

namespace Hypergraph.Orleans;

public sealed partial class OrleansRunner
{
    // The caller that started a run may be about to resume it.
    private static readonly TimeSpan UnknownRunTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Attaches to a run that is running or has ended recently, even if its caller is gone.</summary>
    /// <param name="graph">The graph of the run.</param>
    /// <param name="runId">The id of the run, from its handle.</param>
    /// <param name="options">Processors for the events, starting with the first, and the error handling.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <exception cref="RunNotFoundException">
    /// There is no such run, or it is a map. The handle's completion throws it if the run, or some of its results, were on the silo of a coordinator that failed.
    /// </exception>
    /// <exception cref="GraphNotAvailableException">The run has another graph, or another version of the graph.</exception>
    /// <exception cref="ClusterUnavailableException">No silo answers.</exception>
    /// <remarks>
    /// Events are available only if the caller that started the run had processors or a handle. If the coordinator's silo fails,
    /// only the caller that started the run can resume it. This method waits some seconds for that; the handle's completion waits for
    /// <see cref="UnavailableTimeout"/>.
    /// </remarks>
    public async Task<RunHandle<RunResult>> AttachAsync(Graph graph, RunId runId, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        CallPlan plan = await FindAsync(graph, runId, options ?? DefaultRunOptions, isMap: false, cancellationToken).ConfigureAwait(false);
        return Start(plan, CreateRun(plan, isAttached: true), cancellationToken).Handle;
    }

    /// <summary>Attaches to a map that is running or has ended recently, even if its caller is gone.</summary>
    /// <inheritdoc cref="AttachAsync(Graph, RunId, RunOptions, CancellationToken)"/>
    public async Task<RunHandle<MapResult>> AttachMapAsync(Graph graph, RunId runId, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        CallPlan plan = await FindAsync(graph, runId, options ?? DefaultMapOptions, isMap: true, cancellationToken).ConfigureAwait(false);
        return Start(plan, CreateMap(plan, items: null), cancellationToken).Handle;
    }

    private async Task<CallPlan> FindAsync(Graph graph, RunId runId, RunOptions options, bool isMap, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(graph);
        (string name, string version) = _link.GetIdentity(graph);
        IRunCoordinator coordinator = await ConnectAsync(runId, cancellationToken).ConfigureAwait(false);
        RunSpec? spec = await DescribeAsync(coordinator, cancellationToken).ConfigureAwait(false);
        if (GetRefusal(spec, runId, isMap) is { } refusal)
        {
            throw new RunNotFoundException(refusal);
        }

        return spec!.Graph == name && spec.Version == version
            ? Planner.PlanAttached(graph, spec, options)
            : throw new GraphNotAvailableException($"Run {runId} is of graph '{spec.Graph}', version {spec.Version}, not of '{name}', version {version}.");
    }

    /// <summary>Requests the spec of a run, with retries: after a silo failed, requests fail until the cluster declares it dead.</summary>
    /// <exception cref="ClusterUnavailableException">No reply arrived within the timeout.</exception>
    private async Task<RunSpec?> DescribeAsync(IRunCoordinator coordinator, CancellationToken cancellationToken)
    {
        long lastReply = Environment.TickCount64;
        long? unknownSince = null;
        while (true)
        {
            try
            {
                RunSpec? spec = await coordinator.DescribeAsync().WithTimeoutAsync(ReplyTimeout, cancellationToken).ConfigureAwait(false);
                lastReply = Environment.TickCount64;
                unknownSince ??= lastReply;
                if (spec is not null || lastReply - unknownSince > UnknownRunTimeout.TotalMilliseconds)
                {
                    return spec;
                }
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                long timeSinceReply = Environment.TickCount64 - lastReply;
                if (timeSinceReply > UnavailableTimeout.TotalMilliseconds)
                {
                    throw new ClusterUnavailableException($"The cluster has not answered for {timeSinceReply / 1000} s. Last: {exception.Message}", exception);
                }
            }

            await Task.Delay(CallLimits.RetryDelay, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string? GetRefusal(RunSpec? spec, RunId runId, bool isMap) => spec switch
    {
        null => $"The cluster has no run {runId}. It may have ended long ago, or the silo of its coordinator failed.",
        { IsMap: true, Count: null } => $"Run {runId} is a map over a stream, which only its caller can read.",
        { IsMap: true } when !isMap => $"Run {runId} is a map: use AttachMapAsync.",
        { IsMap: false } when isMap => $"Run {runId} is not a map: use AttachAsync.",
        { KeepsLog: false } => $"Run {runId} keeps no log for callers that attach. Set OrleansRunner.KeepLog where the run is started.",
        _ => null,
    };
}
