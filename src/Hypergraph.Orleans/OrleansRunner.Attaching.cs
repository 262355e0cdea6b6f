namespace Hypergraph.Orleans;

public sealed partial class OrleansRunner
{
    // The caller who began a run may be about to bring it back.
    private static readonly TimeSpan UnknownRunTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Attaches to a run that goes on, or has ended not long ago: its caller may be gone.</summary>
    /// <param name="graph">The graph that it runs.</param>
    /// <param name="runId">The id of the run, that of the handle on it.</param>
    /// <param name="options">Processors for the events, which come from the first on, and what a failure does.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <exception cref="RunNotFoundException">
    /// There is no such run, or it is a map. The handle's completion throws it if the run, or results of it, went with a coordinator's silo.
    /// </exception>
    /// <exception cref="GraphNotAvailableException">It runs another graph, or another version of it.</exception>
    /// <exception cref="ClusterUnavailableException">No silo answers.</exception>
    /// <remarks>
    /// Events come only if the caller who began the run had processors or a handle. Were the coordinator's silo to be lost,
    /// only the caller who began the run could bring it back, which is waited for: some seconds here, in the handle's completion as
    /// long as <see cref="UnavailableTimeout"/>.
    /// </remarks>
    public async Task<RunHandle<RunResult>> AttachAsync(Graph graph, RunId runId, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        CallPlan plan = await FindAsync(graph, runId, options ?? DefaultRunOptions, isMap: false, cancellationToken).ConfigureAwait(false);
        return HandleOf(plan, CreateRun(plan, isAttached: true), cancellationToken);
    }

    /// <summary>Attaches to a map that goes on, or has ended not long ago: its caller may be gone.</summary>
    /// <inheritdoc cref="AttachAsync(Graph, RunId, RunOptions, CancellationToken)"/>
    public async Task<RunHandle<MapResult>> AttachMapAsync(Graph graph, RunId runId, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        CallPlan plan = await FindAsync(graph, runId, options ?? DefaultRunOptions, isMap: true, cancellationToken).ConfigureAwait(false);
        return HandleOf(plan, CreateMap(plan, items: null), cancellationToken);
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
            ? _planner.PlanAttached(graph, spec, options)
            : throw new GraphNotAvailableException($"Run {runId} is of graph '{spec.Graph}', version {spec.Version}, not of '{name}', version {version}.");
    }

    /// <summary>Asks what runs, as long as the cluster may answer yet: right after the death of a silo questions fail until the death is declared.</summary>
    /// <exception cref="ClusterUnavailableException">Nothing has answered for too long.</exception>
    private async Task<RunSpec?> DescribeAsync(IRunCoordinator coordinator, CancellationToken cancellationToken)
    {
        long heard = Environment.TickCount64;
        long? unknownSince = null;
        while (true)
        {
            try
            {
                RunSpec? spec = await coordinator.DescribeAsync().WithTimeoutAsync(ReplyTimeout, cancellationToken).ConfigureAwait(false);
                heard = Environment.TickCount64;
                unknownSince ??= heard;
                if (spec is not null || heard - unknownSince > UnknownRunTimeout.TotalMilliseconds)
                {
                    return spec;
                }
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                long silence = Environment.TickCount64 - heard;
                if (silence > UnavailableTimeout.TotalMilliseconds)
                {
                    throw new ClusterUnavailableException($"The cluster has not answered for {silence / 1000} s. Last: {exception.Message}", exception);
                }
            }

            await Task.Delay(CallLimits.RetryDelay, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string? GetRefusal(RunSpec? spec, RunId runId, bool isMap) => spec switch
    {
        null => $"The cluster knows no run {runId}. It may have ended long ago, or its coordinator's silo was lost.",
        { IsMap: true, Count: null } => $"Run {runId} is a map over a stream, which only its caller has.",
        { IsMap: true } when !isMap => $"Run {runId} is a map: use AttachMapAsync.",
        { IsMap: false } when isMap => $"Run {runId} is no map: use AttachAsync.",
        { KeepsLog: false } => $"Run {runId} keeps no log for callers who attach. Set OrleansRunner.KeepsLog where it is begun.",
        _ => null,
    };
}
